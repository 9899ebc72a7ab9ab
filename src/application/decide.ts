import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { insertDecision, type Decision } from '../database/stores/decision-store.ts';
import { changeVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Verification } from '../domain/verification.ts';
import { orderMail } from './mail-order.ts';
import { memberIdOf, staffRoleOf } from './person.ts';

/** Keeps a reviewer's decision on a verification that the transaction holds: status, decision, events, audit trail and mail, all or nothing. */
export async function decide(
  session: Session,
  actor: Actor,
  { id, memberId }: Verification,
  decision: Pick<Decision, 'outcome' | 'decidedAt' | 'note' | 'reasons'>,
): Promise<Verification> {
  const at = decision.decidedAt;
  const decided = await changeVerification(session, id, {
    status: decision.outcome,
    claimedBy: null,
    claimedUntil: null,
  });
  await insertDecision(session, memberId, { ...decision, verificationId: id, decidedBy: memberIdOf(actor) });
  await appendEvents(session, [
    { type: 'VERIFICATION_REVIEWED', at, memberId, verificationId: id },
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'DECIDED' },
  ]);
  const act = decision.outcome === 'APPROVED' ? 'VERIFICATION_APPROVED' : 'VERIFICATION_REJECTED';
  await recordAct(session, { act, actor, role: staffRoleOf(actor), at, memberId, verificationId: id });
  await orderMail(session, { mail: 'VERIFICATION_REVIEWED', verificationId: id });
  return decided;
}
