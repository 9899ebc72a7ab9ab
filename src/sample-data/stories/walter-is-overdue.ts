import { beginVerification } from '../../application/begin-verification.ts';
import { declareIdentity } from '../../application/declare-identity.ts';
import { submitTaxNumber } from '../../application/submit-tax-number.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Walter, a wholesaler, handed his tax number in 7 working days ago, and nobody has looked at it. */
export async function walterIsOverdue({ past, at, signIn, stagesBy }: Narrator): Promise<void> {
  const moment = past.workingDaysAgo(7, 10);
  const deps = at(moment);
  const walter = await signIn('walter', moment);
  const information = {
    companyName: 'Walter Wholesale GmbH',
    productCategories: 'Tools, ironware and garden goods',
    website: 'https://walter-wholesale.example',
  };
  await succeed(declareIdentity(deps, walter, { type: 'WHOLESALER', information }));
  const stage = stagesBy('TAX_NUMBER').at(-1);
  if (stage === undefined) return;
  const begun = await succeed(beginVerification(deps, walter, { stage: stage.code, method: 'TAX_NUMBER' }));
  const taxNumber = { verificationId: begun.verification.id, country: 'DE', taxNumber: 'DE 136 695 976' };
  await succeed(submitTaxNumber(deps, walter, taxNumber));
}
