import type { Session } from '../database/database.ts';
import { lockMember } from '../database/stores/member-store.ts';
import { findVerification, lockVerification } from '../database/stores/verification-store.ts';
import { liveClaim } from '../domain/verification.ts';
import {
  claimHeld,
  ownVerification,
  verificationChanged,
  verificationNotFound,
  verificationNotOpen,
} from './problems.ts';

/** What a reviewer wants to decide on, as it was read. */
export interface Reviewed {
  readonly verificationId: string;
  readonly version: number;
}

/** Holds a submitted verification and its member for a decision, or says why it can't be decided by this reviewer now. */
export async function lockUnderReview(session: Session, reviewerId: string, reviewed: Reviewed, now: Date) {
  const found = await findVerification(session, reviewed.verificationId);
  if (found === undefined || found.status === 'DRAFT') return verificationNotFound();
  // The member first, as everywhere: two transactions that lock in different orders would wait for each other.
  const member = await lockMember(session, found.memberId);
  const verification = await lockVerification(session, found.id);
  if (member === undefined || verification === undefined) return verificationNotFound();
  if (verification.memberId === reviewerId) return ownVerification();
  if (verification.version !== reviewed.version) return verificationChanged(verification);
  if (verification.status !== 'SUBMITTED') return verificationNotOpen(verification);
  const held = liveClaim(verification, now);
  if (held !== null && held.reviewerId !== reviewerId) return claimHeld(held);
  return { kind: 'UnderReview', verification, member } as const;
}
