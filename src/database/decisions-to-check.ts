import { sql } from 'kysely';
import type { Verification } from '../domain/verification.ts';
import { sqlOf, type Session } from './database.ts';
import { toVerification, verificationColumns } from './stores/verification-store.ts';

/** A place among what is to be checked. */
export interface DrawnPlace {
  readonly drawnAt: Date;
  readonly id: string;
}

/** A verification whose decision was drawn. */
export interface Drawn {
  readonly verification: Verification;
  readonly drawnAt: Date;
}

/** What waits to be checked by a reviewer: neither its own, nor what it took part in. */
function toCheckBy(session: Session, reviewerId: string) {
  const reviewed = sql<boolean>`exists (
    select 1 from review where review.verification_id = verification.id and review.reviewer_id = ${reviewerId}
  )`;
  return sqlOf(session)
    .selectFrom('recheck')
    .innerJoin('verification', 'verification.id', 'recheck.verificationId')
    .innerJoin('decision', 'decision.verificationId', 'recheck.verificationId')
    .where('recheck.checkedAt', 'is', null)
    .where('decision.decidedBy', '!=', reviewerId)
    .where('verification.memberId', '!=', reviewerId)
    .where(sql<boolean>`not ${reviewed}`);
}

/** A page of the decisions that a reviewer can check, the first drawn first, from after a place; up to `first`. One statement. */
export async function decisionsToCheck(
  session: Session,
  reviewerId: string,
  first: number,
  after: DrawnPlace | null,
): Promise<readonly Drawn[]> {
  let query = toCheckBy(session, reviewerId)
    .select(verificationColumns)
    .select('recheck.drawnAt')
    .orderBy('recheck.drawnAt')
    .orderBy('recheck.verificationId')
    .limit(first);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(recheck.drawn_at, recheck.verification_id) > (${after.drawnAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return (await query.execute()).map((row) => ({ verification: toVerification(session, row), drawnAt: row.drawnAt }));
}

/** How many decisions a reviewer can check. */
export async function countDecisionsToCheck(session: Session, reviewerId: string): Promise<number> {
  const row = await toCheckBy(session, reviewerId)
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
