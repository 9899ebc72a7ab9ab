import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { lockNextFree, type QueueFilter } from '../database/review-queue.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { reviewsOf } from '../database/stores/review-store.ts';
import { lockVerification, setClaim } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { liveClaim } from '../domain/verification.ts';
import { addClaimJobs } from './claim-jobs.ts';
import type { Deps } from './deps.ts';
import { releaseLapsed } from './lapse-claim.ts';
import { memberIdOf, staffRoleOf } from './person.ts';
import { claimHeld, ownVerification, verificationNotFound, verificationNotOpen } from './problems.ts';
import { unfitToReview } from './under-review.ts';

/** A named verification, or what to pick the most urgent free one from. */
export interface ClaimVerification {
  readonly verificationId: string | null;
  readonly filter: QueueFilter;
}

/** Holds a verification for a reviewer who may decide it, for the time that the policy gives. Claiming one's own claim again prolongs it. */
export async function claimVerification(deps: Deps, actor: Actor, input: ClaimVerification) {
  const view = { reviewerId: memberIdOf(actor), isSupervisor: staffRoleOf(actor) === 'SUPERVISOR', now: deps.now() };
  return deps.database.transaction(async (session) => {
    const id = input.verificationId ?? (await lockNextFree(session, input.filter, view));
    if (id === undefined) return { kind: 'QueueEmpty', message: 'Nothing that fits is free right now.' } as const;
    return claim(deps, session, actor, id);
  });
}

async function claim(deps: Deps, session: Session, actor: Actor, id: string) {
  const reviewerId = memberIdOf(actor);
  const verification = await lockVerification(session, id);
  if (verification === undefined) return verificationNotFound();
  if (verification.memberId === reviewerId) return ownVerification();
  if (verification.status !== 'SUBMITTED') return verificationNotOpen(verification);
  const unfit = unfitToReview(actor, await reviewsOf(session, [id]));
  if (unfit !== undefined) return unfit;
  const at = deps.now();
  const held = liveClaim(verification, at);
  if (held !== null && held.reviewerId !== reviewerId) return claimHeld(held);
  // Its time is over, and the job that says so has not come to it yet.
  if (held === null && verification.claim !== null) await releaseLapsed(session, verification, at);
  const until = new Date(at.getTime() + deps.policy.review.claimMinutes * 60_000);
  const claimed = await setClaim(session, id, { reviewerId, until });
  await addClaimJobs(session, deps.policy, { verificationId: id, until });
  const { memberId } = verification;
  await appendEvents(session, [
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'CLAIMED' },
  ]);
  const role = staffRoleOf(actor);
  await recordAct(session, { act: 'VERIFICATION_CLAIMED', actor, role, at, memberId, verificationId: id });
  return { kind: 'Success', verification: claimed } as const;
}
