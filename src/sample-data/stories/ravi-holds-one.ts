import { claimVerification } from '../../application/claim-verification.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Ravi, the second reviewer, has just claimed what Grace handed in: nobody else can decide it for a while. */
export async function raviHoldsOne({ past, at, signIn, stagesBy }: Narrator): Promise<void> {
  if (stagesBy('EMAIL').length === 0) return;
  const ravi = await signIn('second-reviewer', past.now);
  await succeed(claimVerification(at(past.now), ravi, { verificationId: null, filter: { methods: ['EMAIL'] } }));
}
