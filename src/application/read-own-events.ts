import { eventsAfter } from '../database/event-log.ts';
import { lastForgotten } from '../database/forget-events.ts';
import { LOG_BEGINNING, toCursor } from '../database/log-position.ts';
import { memberEventTypes } from '../domain/event.ts';
import type { Deps } from './deps.ts';
import { readCursor } from './read-cursor.ts';

/** A page of a member's events. */
export interface ReadOwnEvents {
  readonly memberId: string;
  /** How many at most. */
  readonly first: number;
  /** The last cursor that the client received; null: from the oldest that is kept. */
  readonly after: string | null;
}

/** What happened to a member after a place in the log, for clients that ask now and then instead of following. */
export async function readOwnEvents({ database }: Pick<Deps, 'database'>, input: ReadOwnEvents) {
  const { memberId, first, after } = input;
  const session = database.session();
  const reading =
    after === null
      ? ({ kind: 'Readable', position: (await lastForgotten(session, memberId)) ?? LOG_BEGINNING } as const)
      : await readCursor(session, memberId, after);
  if (reading.kind !== 'Readable') return reading;
  const events = await eventsAfter(session, reading.position, { memberId, types: memberEventTypes }, first + 1);
  const page = events.slice(0, first);
  const cursor = page.at(-1)?.position ?? reading.position;
  return { kind: 'Success', events: page, cursor: toCursor(cursor), hasMore: events.length > first } as const;
}
