import type { Selectable } from 'kysely';
import { sqlOf, type Session } from '../database.ts';
import type { Tables } from '../entities/all-entities.ts';
import { memberOfVerification, readField, sealFor, sealOf } from '../member-keys.ts';

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
    .select(memberOfVerification('recheck.verification_id'))
    .where('verificationId', '=', verificationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { check: toCheck(session, row) };
}

/** Where the sealed note of a check stands, to which it is bound. */
export const checkNotePlace = (verificationId: string) => `recheck.note ${verificationId}`;

/** Keeps what came of checking a decision on this member, which the transaction holds. */
export async function keepCheck(session: Session, memberId: string, check: DecisionCheck): Promise<void> {
  const { verificationId, note, ...rest } = check;
  const seal = await sealFor(session, memberId);
  const noted = seal && note !== null ? { noteSealed: seal.seal(checkNotePlace(verificationId), note) } : { note };
  await sqlOf(session)
    .updateTable('recheck')
    .set({ ...rest, ...noted })
    .where('verificationId', '=', verificationId)
    .execute();
}

/** What came of checking the decisions on these verifications, in any order; those that nobody checked are left out. */
export async function checksOf(session: Session, verificationIds: readonly string[]): Promise<DecisionCheck[]> {
  const rows = await sqlOf(session)
    .selectFrom('recheck')
    .selectAll()
    .select(memberOfVerification('recheck.verification_id'))
    .where('verificationId', 'in', [...verificationIds])
    .execute();
  return rows.flatMap((row) => toCheck(session, row) ?? []);
}

interface KeyedRow extends Selectable<Tables['recheck']> {
  readonly memberId: string;
  readonly wrappedKey: Uint8Array | null;
}

function toCheck(session: Session, row: KeyedRow): DecisionCheck | null {
  const { verificationId, agrees, checkedBy, checkedAt } = row;
  if (typeof agrees !== 'boolean' || !checkedBy || !checkedAt) return null;
  const seal = sealOf(session, row.memberId, row.wrappedKey);
  const note = readField(seal, checkNotePlace(verificationId), row.noteSealed, row.note);
  return { verificationId, agrees, checkedBy, checkedAt, note };
}
