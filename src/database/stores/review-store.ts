import type { GivenReason } from '../../domain/rejection.ts';
import type { Verdict } from '../../domain/second-review.ts';
import type { Statement } from '../../domain/statement.ts';
import { z } from 'zod';
import { sqlOf, type Session } from '../database.ts';
import { ReviewEntity } from '../entities/review-entity.ts';
import { memberOfVerification, readField, sealFor, sealOf } from '../member-keys.ts';
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

/** Where the sealed notes of a review stand, to which they are bound: `<verification> <position>`. */
export const reviewNotesPlace = (row: string) => `review.notes ${row}`;

const keptNotes = z.object({ whole: z.string().nullable(), reasons: z.array(z.string().nullable()) });
const noNotes = { whole: null, reasons: [] };

/** Keeps a review after so many earlier ones of a verification of this member, which the transaction holds. */
export async function insertReview(session: Session, memberId: string, review: Review, earlier: number): Promise<void> {
  const { statement, note, reasons: given, ...rest } = review;
  const position = earlier + 1;
  const notes = { whole: note, reasons: given.map((reason) => reason.note) };
  const reasons = given.map(({ code, materialId }) => ({ code, materialId }));
  const seal = await sealFor(session, memberId);
  const kept = seal
    ? { notesSealed: seal.seal(reviewNotesPlace(`${review.verificationId} ${position}`), JSON.stringify(notes)) }
    : { notes };
  session.create(ReviewEntity, { ...rest, ...fromStatement(statement), ...kept, reasons, position });
  await session.flush();
}

/** The reviews of these verifications, the first one of each first. */
export async function reviewsOf(session: Session, verificationIds: readonly string[]): Promise<Review[]> {
  const rows = await sqlOf(session)
    .selectFrom('review')
    .selectAll()
    .select(memberOfVerification('review.verification_id'))
    .where('verificationId', 'in', [...verificationIds])
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...notedReasons(session, row),
    verificationId: row.verificationId,
    outcome: row.outcome,
    unlockedStage: row.unlockedStage ?? null,
    reviewerId: row.reviewerId,
    at: row.at,
    statement: toStatement(row),
  }));
}

/** What of a row its notes are read from. */
interface NotedRow {
  readonly verificationId: string;
  readonly position: number;
  readonly reasons: readonly Omit<GivenReason, 'note'>[];
  readonly notes?: unknown;
  readonly notesSealed?: Uint8Array | null;
  readonly memberId: string;
  readonly wrappedKey: Uint8Array | null;
}

/** The note on the whole and the reasons with theirs; without any, where the member was erased. */
function notedReasons(session: Session, row: NotedRow): Pick<Review, 'note' | 'reasons'> {
  const seal = sealOf(session, row.memberId, row.wrappedKey);
  const place = reviewNotesPlace(`${row.verificationId} ${row.position}`);
  const text = readField(seal, place, row.notesSealed, row.notes ? JSON.stringify(row.notes) : null);
  const notes = text === null ? noNotes : keptNotes.parse(JSON.parse(text));
  return {
    note: notes.whole,
    reasons: row.reasons.map((reason, index) => ({ ...reason, note: notes.reasons[index] ?? null })),
  };
}
