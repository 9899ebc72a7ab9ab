import { beginVerification } from '../../application/begin-verification.ts';
import { declareIdentity } from '../../application/declare-identity.ts';
import type { Deps } from '../../application/deps.ts';
import { sendEmailCode } from '../../application/send-email-code.ts';
import { submitEmailCode } from '../../application/submit-email-code.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Narrator } from '../narrator.ts';
import { SampleDataError } from '../sample-data-error.ts';
import { succeed } from '../succeed.ts';

/** Grace, who buys for a school, gave the code back that was mailed to her. */
export async function graceAwaitsDecision({ past, at, signIn, stagesBy }: Narrator): Promise<void> {
  const moment = past.daysAgo(2, 8);
  const deps = at(moment);
  const grace = await signIn('grace', moment);
  const information = {
    organizationName: 'Harbour School',
    purpose: 'A public school with 640 pupils',
    website: 'https://harbour-school.example',
  };
  await succeed(declareIdentity(deps, grace, { type: 'ORGANIZATION', information }));
  const [stage] = stagesBy('EMAIL');
  if (stage === undefined) return;
  const begun = await succeed(beginVerification(deps, grace, { stage: stage.code, method: 'EMAIL' }));
  const verificationId = begun.verification.id;
  const code = await mailedCode(deps, grace, verificationId);
  await succeed(submitEmailCode(deps, grace, { verificationId, code }));
}

/** Only the mail tells the code: it is overheard where it is sealed for that mail. */
async function mailedCode(deps: Deps, buyer: Actor, verificationId: string): Promise<string> {
  let overheard: string | undefined;
  const seal = (text: string, context: string) => {
    overheard = text;
    return deps.sealer.seal(text, context);
  };
  const listening = { ...deps, sealer: { ...deps.sealer, seal } };
  await succeed(sendEmailCode(listening, buyer, { verificationId, email: 'office@harbour-school.example' }));
  if (overheard === undefined) throw new SampleDataError('no code was mailed.');
  return overheard;
}
