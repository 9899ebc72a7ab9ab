import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { changeVerification, type VerificationChange } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { expectedResult } from '../domain/expected-result.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';
import type { OwnDraft } from './own-draft.ts';

/** Hands a draft in for review: its identity is kept as it is now, the result is promised, reviewers and buyer are told. The chance is spent by the caller before. */
export async function handIn(
  deps: Deps,
  session: Session,
  actor: Actor,
  draft: OwnDraft,
  change: VerificationChange = {},
): Promise<Verification> {
  const { id, memberId } = draft.verification;
  const { identity } = draft.member;
  const at = deps.now();
  const promise = expectedResult(deps.calendar.today(at), deps.calendar, deps.policy.review);
  const verification = await changeVerification(session, id, {
    ...change,
    status: 'SUBMITTED',
    identity,
    submittedAt: at,
    expectedEarliest: promise.earliest,
    expectedLatest: promise.latest,
    dueAt: deps.calendar.endOfDay(promise.latest),
  });
  await appendEvents(session, [
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'SUBMITTED' },
  ]);
  await recordAct(session, { act: 'VERIFICATION_SUBMITTED', actor, role: 'BUYER', at, memberId, verificationId: id });
  await orderMail(session, { mail: 'VERIFICATION_SUBMITTED', verificationId: id });
  return verification;
}
