import { approveVerification } from '../../application/approve-verification.ts';
import { claimVerification } from '../../application/claim-verification.ts';
import { declareIdentity } from '../../application/declare-identity.ts';
import { handInMaterials } from '../hand-in-materials.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Manu, a manufacturer, handed in a bank statement and was approved: SILVER in the shipped policy. */
export async function manuIsApproved(narrator: Narrator): Promise<void> {
  const { past, at, signIn, stagesBy } = narrator;
  const [stage] = stagesBy('MATERIALS');
  const handedIn = past.workingDaysAgo(24, 9);
  const manu = await signIn('manu', handedIn);
  const information = {
    companyName: 'Sample Company Ltd',
    mainProducts: 'Kitchenware of wood and cast iron',
    factoryAddress: '12 Market Street\nSampleton',
  };
  await succeed(declareIdentity(at(handedIn), manu, { type: 'MANUFACTURER', information }));
  if (stage === undefined) return;
  const { verification } = await handInMaterials(narrator, manu, {
    stage: stage.code,
    files: [{ kind: 'BANK_STATEMENT', name: 'bank-statement.pdf' }],
    moment: handedIn,
  });

  const decided = at(past.workingDaysAgo(21, 14));
  const reviewer = await signIn('reviewer', decided.now());
  const { id: verificationId, version } = verification;
  await succeed(claimVerification(decided, reviewer, { verificationId, filter: {} }));
  const approval = { verificationId, version, note: 'Name and amounts agree.', statement: null };
  await succeed(approveVerification(decided, reviewer, approval));
}
