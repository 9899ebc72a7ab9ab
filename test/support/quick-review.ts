import type { ReasonInput } from '../generated/graphql.ts';
import type { TestClient } from './client.ts';
import { approveVerification, readCase, rejectVerification } from './reviewer-operations.ts';

/** Approves a submitted verification as it is now; for tests that are about what comes after. */
export async function approveNow(reviewer: TestClient, verification: string): Promise<void> {
  const input = { verification, version: await versionOf(reviewer, verification) };
  const { approveVerification: answer } = await reviewer.data(approveVerification, { input });
  if (answer.__typename !== 'ApproveVerificationSuccess') throw new Error(answer.message);
}

/** Rejects a submitted verification as it is now, because the information is wrong or for the reasons given. */
export async function rejectNow(
  reviewer: TestClient,
  verification: string,
  reasons: readonly ReasonInput[] = [{ code: 'INFORMATION_INCORRECT' }],
): Promise<void> {
  const input = { verification, version: await versionOf(reviewer, verification), reasons: [...reasons] };
  const { rejectVerification: answer } = await reviewer.data(rejectVerification, { input });
  if (answer.__typename !== 'RejectVerificationSuccess') throw new Error(answer.message);
}

async function versionOf(reviewer: TestClient, id: string): Promise<number> {
  const { verification } = await reviewer.data(readCase, { id });
  if (!verification) throw new Error('there is no such verification');
  return verification.version;
}
