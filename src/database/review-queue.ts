import { sql } from 'kysely';
import type { IdentityType } from '../domain/identity.ts';
import type { Method } from '../domain/method.ts';
import type { ClaimFilter } from '../domain/queue.ts';
import type { Verification } from '../domain/verification.ts';
import { sqlOf, type Session } from './database.ts';
import { toVerification, verificationColumns } from './stores/verification-store.ts';

/** What to keep of the queue. All that is given must hold. */
export interface QueueFilter {
  readonly stage?: string | undefined;
  readonly methods?: readonly Method[] | undefined;
  readonly identityTypes?: readonly IdentityType[] | undefined;
  /** Promised by this instant. */
  readonly dueBefore?: Date | undefined;
  readonly overdue?: boolean | undefined;
  readonly claim?: ClaimFilter | undefined;
  /** Whether somebody has decided it already and another one has to as well. */
  readonly awaitingSecondReview?: boolean | undefined;
  /** Whether two decided it differently. */
  readonly disputed?: boolean | undefined;
}

/** Who looks, and when: claims and promises depend on it. */
export interface QueueView {
  readonly reviewerId: string;
  readonly now: Date;
}

/** A place in the queue. */
export interface QueuePlace {
  readonly dueAt: Date;
  readonly id: string;
}

function matching(session: Session, filter: QueueFilter, view: QueueView) {
  const held = sql<boolean>`(claimed_until is not null and claimed_until > ${view.now.toISOString()}::timestamptz)`;
  let query = sqlOf(session).selectFrom('verification').where('status', '=', 'SUBMITTED');
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage);
  // `any`, since `in` can't have an empty list.
  if (filter.methods !== undefined) query = query.where(sql<boolean>`method = any(${[...filter.methods]})`);
  if (filter.identityTypes !== undefined) {
    query = query.where(sql<boolean>`identity_type = any(${[...filter.identityTypes]})`);
  }
  if (filter.dueBefore !== undefined) query = query.where('dueAt', '<=', filter.dueBefore);
  if (filter.overdue === true) query = query.where('dueAt', '<', view.now);
  if (filter.overdue === false) query = query.where('dueAt', '>=', view.now);
  if (filter.claim === 'FREE') query = query.where(sql<boolean>`not ${held}`);
  if (filter.claim === 'MINE') query = query.where(held).where('claimedBy', '=', view.reviewerId);
  if (filter.claim === 'OTHERS') query = query.where(held).where('claimedBy', '!=', view.reviewerId);
  if (filter.awaitingSecondReview !== undefined) {
    query = query.where('reviews', filter.awaitingSecondReview ? '>' : '=', 0);
  }
  if (filter.disputed !== undefined) query = query.where('reviews', filter.disputed ? '=' : '<', 2);
  return query;
}

/** A page of the queue, the most urgent promise first, from after a place; up to `first`. One statement. */
export async function queuePage(
  session: Session,
  filter: QueueFilter,
  view: QueueView,
  first: number,
  after: QueuePlace | null,
): Promise<Verification[]> {
  let query = matching(session, filter, view).select(verificationColumns).orderBy('dueAt').orderBy('id').limit(first);
  if (after !== null) {
    query = query.where(sql<boolean>`(due_at, id) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`);
  }
  return (await query.execute()).map((row) => toVerification(session, row));
}

/** How many verifications the filter keeps. */
export async function queueLength(session: Session, filter: QueueFilter, view: QueueView): Promise<number> {
  const row = await matching(session, filter, view)
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Holds the most urgent free verification that is not the reviewer's own and that it may still decide; those that others are just taking are skipped. Undefined when none is free. */
export async function lockNextFree(
  session: Session,
  filter: QueueFilter,
  view: QueueView & { readonly isSupervisor: boolean },
): Promise<string | undefined> {
  const isReviewedByMe = sql<boolean>`
    (reviews > 0 and exists (
      select 1 from review where review.verification_id = verification.id and review.reviewer_id = ${view.reviewerId}))
  `;
  const row = await matching(session, { ...filter, claim: 'FREE' }, view)
    .select('id')
    .where('memberId', '!=', view.reviewerId)
    .where('reviews', '<=', view.isSupervisor ? 2 : 1)
    .where(sql<boolean>`not ${isReviewedByMe}`)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.id;
}
