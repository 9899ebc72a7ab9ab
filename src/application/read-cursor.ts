import type { Session } from '../database/database.ts';
import { lastForgotten } from '../database/forget-events.ts';
import { comparePositions, fromCursor, toCursor, type LogPosition } from '../database/log-position.ts';

/** Where a reader of the log goes on, or why it can't. */
export type CursorReading =
  | { readonly kind: 'Readable'; readonly position: LogPosition }
  | { readonly kind: 'CursorInvalid' }
  | { readonly kind: 'CursorTooOld'; readonly message: string; readonly earliest: string };

/**
 * The place of a cursor, when nothing that a member has seen happen after it is missing from the log. A cursor that is
 * older than what is kept is good all the same when none of this member's events went.
 */
export async function readCursor(
  session: Session,
  memberId: string | undefined,
  cursor: string,
): Promise<CursorReading> {
  const position = fromCursor(cursor);
  if (position === undefined) return { kind: 'CursorInvalid' };
  const forgotten = memberId === undefined ? undefined : await lastForgotten(session, memberId);
  if (forgotten === undefined || comparePositions(position, forgotten) >= 0) return { kind: 'Readable', position };
  const message =
    'Events after this cursor are no longer kept. Read `viewer` as it is now, and go on from `earliest` or without a cursor.';
  return { kind: 'CursorTooOld', message, earliest: toCursor(forgotten) };
}
