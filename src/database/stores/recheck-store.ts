import type { Selectable } from 'kysely';
import { sqlOf, type Session } from '../database.ts';
import type { Tables } from '../entities/all-entities.ts';

/** What came of checking a decision again. */
export interface DecisionCheck {
  readonly verificationId: string;
  readonly agrees: boolean;
  readonly checkedBy: string;
  readonly checkedAt: Date;
  readonly note: string | null;
}

/** A decision that was drawn to be checked; `check` null: nobody has yet. */
export interface DrawnDecision {
  readonly check: DecisionCheck | null;
}

/** Keeps that a decision was drawn. */
export async function insertRecheck(session: Session, verificationId: string, drawnAt: Date): Promise<void> {
  await sqlOf(session).insertInto('recheck').values({ verificationId, drawnAt }).execute();
}

/** Holds a drawn decision for the rest of the transaction; undefined when it was not drawn. */
export async function lockRecheck(session: Session, verificationId: string): Promise<DrawnDecision | undefined> {
  const row = await sqlOf(session)
    .selectFrom('recheck')
    .selectAll()
    .where('verificationId', '=', verificationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { check: toCheck(row) };
}

/** Keeps what came of checking a decision that the transaction holds. */
export async function keepCheck(session: Session, { verificationId, ...check }: DecisionCheck): Promise<void> {
  await sqlOf(session).updateTable('recheck').set(check).where('verificationId', '=', verificationId).execute();
}

/** What came of checking the decisions on these verifications, in any order; those that nobody checked are left out. */
export async function checksOf(session: Session, verificationIds: readonly string[]): Promise<DecisionCheck[]> {
  const rows = await sqlOf(session)
    .selectFrom('recheck')
    .selectAll()
    .where('verificationId', 'in', [...verificationIds])
    .execute();
  return rows.flatMap((row) => toCheck(row) ?? []);
}

function toCheck(row: Selectable<Tables['recheck']>): DecisionCheck | null {
  const { verificationId, agrees, checkedBy, checkedAt } = row;
  if (typeof agrees !== 'boolean' || !checkedBy || !checkedAt) return null;
  return { verificationId, agrees, checkedBy, checkedAt, note: row.note ?? null };
}
