import type { Session } from '../database/database.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import { lockMember, saveIdentity } from '../database/stores/member-store.ts';
import { openVerificationsOf } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { IdentityType } from '../domain/identity.ts';
import { checkInformation } from '../domain/information.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { memberIdOf } from './person.ts';
import { orderReading } from './order-reading.ts';
import { inputInvalid } from './problems.ts';

/** The identity that a buyer chose, and what it filled in (seed steps 2 and 3). */
export interface DeclareIdentity {
  readonly type: IdentityType;
  readonly information: Readonly<Record<string, unknown>>;
}

/** Keeps who the buyer says it is. Refused while a verification is submitted, since reviewers look at what was declared. */
export async function declareIdentity(deps: Deps, actor: Actor, input: DeclareIdentity) {
  const rules = rulesOf(deps.catalogue, input.type);
  const check = checkInformation(rules.fields, input.information, `identity.${rules.inputKey}`);
  if (!check.ok) return inputInvalid(check.issues);
  const memberId = memberIdOf(actor);

  return deps.database.transaction(async (session) => {
    await lockMember(session, memberId);
    const open = await openVerificationsOf(session, [memberId]);
    const verifications = open.filter((verification) => verification.status === 'SUBMITTED');
    if (verifications.length > 0) {
      const message =
        'A verification is submitted: your identity stays as it is until the result, or until you withdraw it.';
      return { kind: 'IdentityUnderReview', message, verifications } as const;
    }
    const member = await saveIdentity(session, memberId, { type: input.type, information: check.information });
    await readAgain(session, open);
    await recordAct(session, { act: 'IDENTITY_DECLARED', actor, role: 'BUYER', at: deps.now(), memberId });
    return { kind: 'Success', member } as const;
  });
}

/** What the drafts' materials show is held against what was declared: that has changed. */
async function readAgain(session: Session, drafts: readonly Verification[]): Promise<void> {
  const ids = drafts.map(({ id }) => id);
  const materials = ids.length === 0 ? [] : await materialsOf(session, ids);
  for (const { id, inspection } of materials) if (inspection.state === 'INSPECTED') await orderReading(session, id);
}
