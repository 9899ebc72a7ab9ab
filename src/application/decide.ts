import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { insertDecision } from '../database/stores/decision-store.ts';
import { insertRecheck } from '../database/stores/recheck-store.ts';
import { insertReview, type Review } from '../database/stores/review-store.ts';
import { changeVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { findStage } from '../domain/policy.ts';
import { afterVerdict } from '../domain/second-review.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { isDrawn } from './draw-recheck.ts';
import { orderMail } from './mail-order.ts';
import { memberIdOf, staffRoleOf } from './person.ts';

/** What a reviewer came to, with all that is kept of it. */
export type ReviewerVerdict = Omit<Review, 'verificationId' | 'reviewerId'>;

/** A verification that the transaction holds, and what others reviewed before. */
export interface HeldForReview {
  readonly verification: Verification;
  readonly earlier: readonly Review[];
}

/** Keeps what a reviewer came to: as the decision, or, where somebody else has to look as well, as a review. All or nothing. */
export async function decide(
  deps: Deps,
  session: Session,
  actor: Actor,
  { verification, earlier }: HeldForReview,
  verdict: ReviewerVerdict,
): Promise<Verification> {
  const takesTwo = findStage(deps.policy, verification.stage)?.secondReview ?? false;
  return afterVerdict(takesTwo, earlier, verdict) === 'DECIDED'
    ? keepDecision(deps, session, actor, verification, verdict)
    : keepReview(session, actor, { verification, earlier }, verdict);
}

/** Status, decision, events, audit trail and mail; and whether it was drawn to be checked. */
async function keepDecision(
  deps: Deps,
  session: Session,
  actor: Actor,
  { id, memberId }: Verification,
  { at, ...decision }: ReviewerVerdict,
): Promise<Verification> {
  const decided = await changeVerification(session, id, {
    status: decision.outcome,
    claimedBy: null,
    claimedUntil: null,
  });
  const made = { ...decision, verificationId: id, decidedBy: memberIdOf(actor), decidedAt: at };
  await insertDecision(session, memberId, made);
  if (isDrawn(deps, id)) await insertRecheck(session, id, at);
  await appendEvents(session, [
    { type: 'VERIFICATION_REVIEWED', at, memberId, verificationId: id },
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'DECIDED' },
  ]);
  const act = decision.outcome === 'APPROVED' ? 'VERIFICATION_APPROVED' : 'VERIFICATION_REJECTED';
  await recordAct(session, { act, actor, role: staffRoleOf(actor), at, memberId, verificationId: id });
  await orderMail(session, { mail: 'VERIFICATION_REVIEWED', verificationId: id });
  return decided;
}

/** The verification goes back to the queue, where its promise keeps it in its place. Staff alone is told. */
async function keepReview(
  session: Session,
  actor: Actor,
  { verification: { id, memberId }, earlier }: HeldForReview,
  verdict: ReviewerVerdict,
): Promise<Verification> {
  const { at, outcome: reason } = verdict;
  await insertReview(
    session,
    memberId,
    { ...verdict, verificationId: id, reviewerId: memberIdOf(actor) },
    earlier.length,
  );
  const role = staffRoleOf(actor);
  await appendEvents(session, [
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'AWAITS_REVIEWER' },
  ]);
  await recordAct(session, {
    act: 'VERIFICATION_REVIEWED_ONCE',
    actor,
    role,
    at,
    memberId,
    verificationId: id,
    reason,
  });
  return changeVerification(session, id, { claimedBy: null, claimedUntil: null, reviews: earlier.length + 1 });
}
