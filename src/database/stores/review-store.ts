import type { GivenReason } from '../../domain/rejection.ts';
import type { Verdict } from '../../domain/second-review.ts';
import type { Statement } from '../../domain/statement.ts';
import { sqlOf, type Session } from '../database.ts';
import { ReviewEntity } from '../entities/review-entity.ts';
import { fromStatement, toStatement } from './statement-columns.ts';

/** What a reviewer decided while it took another. */
export interface Review extends Verdict {
  readonly verificationId: string;
  readonly reviewerId: string;
  readonly at: Date;
  readonly note: string | null;
  readonly reasons: readonly GivenReason[];
  readonly statement: Statement | null;
}

/** Keeps a review after so many earlier ones of a verification that the transaction holds. */
export async function insertReview(session: Session, review: Review, earlier: number): Promise<void> {
  const { statement, ...rest } = review;
  session.create(ReviewEntity, { ...rest, ...fromStatement(statement), position: earlier + 1 });
  await session.flush();
}

/** The reviews of these verifications, the first one of each first. */
export async function reviewsOf(session: Session, verificationIds: readonly string[]): Promise<Review[]> {
  const rows = await sqlOf(session)
    .selectFrom('review')
    .selectAll()
    .where('verificationId', 'in', [...verificationIds])
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    verificationId: row.verificationId,
    outcome: row.outcome,
    unlockedStage: row.unlockedStage ?? null,
    reviewerId: row.reviewerId,
    at: row.at,
    note: row.note ?? null,
    reasons: row.reasons,
    statement: toStatement(row),
  }));
}
