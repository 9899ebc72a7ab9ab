import type { Session } from '../database/database.ts';
import { lockMember } from '../database/stores/member-store.ts';
import { reviewsOf, type Review } from '../database/stores/review-store.ts';
import { findVerification, lockVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { reviewerFit } from '../domain/second-review.ts';
import { liveClaim } from '../domain/verification.ts';
import { memberIdOf, staffRoleOf } from './person.ts';
import {
  claimHeld,
  ownVerification,
  verificationChanged,
  verificationNotFound,
  verificationNotOpen,
} from './problems.ts';
import { secondReviewerRequired, supervisorRequired } from './review-problems.ts';

/** What a reviewer wants to decide on, as it was read. */
export interface Reviewed {
  readonly verificationId: string;
  readonly version: number;
}

/** Holds a submitted verification and its member for a decision, with what others reviewed, or says why it can't be decided by this reviewer now. */
export async function lockUnderReview(session: Session, actor: Actor, reviewed: Reviewed, now: Date) {
  const reviewerId = memberIdOf(actor);
  const found = await findVerification(session, reviewed.verificationId);
  if (found === undefined || found.status === 'DRAFT') return verificationNotFound();
  // The member first, as everywhere: two transactions that lock in different orders would wait for each other.
  const member = await lockMember(session, found.memberId);
  const verification = await lockVerification(session, found.id);
  if (member === undefined || verification === undefined) return verificationNotFound();
  if (verification.memberId === reviewerId) return ownVerification();
  const earlier = await reviewsOf(session, [verification.id]);
  if (verification.status === 'SUBMITTED') {
    // Before the version, which grew by the reviewer's own review.
    const unfit = unfitToReview(actor, earlier);
    if (unfit !== undefined) return unfit;
  }
  if (verification.version !== reviewed.version) return verificationChanged(verification);
  if (verification.status !== 'SUBMITTED') return verificationNotOpen(verification);
  const held = liveClaim(verification, now);
  if (held !== null && held.reviewerId !== reviewerId) return claimHeld(held);
  return { kind: 'UnderReview', verification, member, earlier } as const;
}

/** Why somebody can't decide what others have reviewed; undefined when nothing is in the way. */
export function unfitToReview(actor: Actor, earlier: readonly Review[]) {
  const fit = reviewerFit(earlier, { id: memberIdOf(actor), isSupervisor: staffRoleOf(actor) === 'SUPERVISOR' });
  const [first, dissenting] = earlier;
  if (first && fit === 'SECOND_REVIEWER_REQUIRED') return secondReviewerRequired(first);
  return first && dissenting && fit === 'SUPERVISOR_REQUIRED' ? supervisorRequired(first, dissenting) : undefined;
}
