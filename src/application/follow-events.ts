import { setTimeout as delay } from 'node:timers/promises';
import type { EventFollower, Topic } from '../database/event-follower.ts';
import { eventsAfter, logHead, type EventFilter, type LoggedEvent } from '../database/event-log.ts';
import { isDatabaseAway } from '../database/is-database-away.ts';
import type { LogPosition } from '../database/log-position.ts';
import type { Deps } from './deps.ts';
import { readCursor } from './read-cursor.ts';

/** Thrown when a cursor is none that this log gave. */
export class CursorInvalidError extends Error {
  override readonly name = 'CursorInvalidError';
}

/** Thrown when events after a cursor are no longer kept, so that whoever went on from it would miss them. */
export class CursorTooOldError extends Error {
  override readonly name = 'CursorTooOldError';

  /** The message is for the client; `earliest` is the cursor from which on nothing is missing. */
  constructor(
    message: string,
    readonly earliest: string,
  ) {
    super(message);
  }
}

/** Whose events, of which kind, and from where on. */
export interface Following {
  readonly topic: Topic;
  readonly filter: EventFilter;
  /** The last cursor that the client received; null: only what happens from now on. */
  readonly after: string | null;
}

/** How many events are read at once for one follower. */
const BATCH = 100;
/** How long to wait before the log is read again when the database was away, in milliseconds. */
const PAUSE = 1000;

/**
 * Events as they happen, after those that were missed: none twice, none left out. Who keeps up is given what the follower
 * has read for all; who doesn't reads the log. A slow reader holds no memory here: it reads on when it asks. While the
 * database is away it waits. Throws CursorInvalidError for a cursor that is none, CursorTooOldError for one that is no
 * longer good.
 */
export async function followEvents(
  deps: Pick<Deps, 'database'>,
  follower: EventFollower,
  following: Following,
): Promise<AsyncIterableIterator<LoggedEvent>> {
  const { after, filter, topic } = following;
  let position = await startOf(deps, filter, after);
  let pending: LoggedEvent[] = [];
  let isOver = false;
  let awoken = true;
  let proceed: (() => void) | undefined;
  const unfollow = follower.follow(topic, () => {
    awoken = true;
    proceed?.();
  });

  const end = () => {
    isOver = true;
    pending = [];
    unfollow();
    proceed?.();
  };
  const untilAwoken = () =>
    new Promise<void>((resolve) => {
      proceed = resolve;
      if (awoken || isOver) resolve();
    });
  const readMore = async () => {
    awoken = false;
    const recent = follower.recent(position, filter);
    if (recent !== undefined) {
      pending = recent.slice(0, BATCH);
      if (recent.length > BATCH) awoken = true;
      return;
    }
    try {
      pending = await eventsAfter(deps.database.session(), position, filter, BATCH);
      if (pending.length === BATCH) awoken = true;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      awoken = true;
      await delay(PAUSE, undefined, { ref: false });
    }
  };

  const events: AsyncIterableIterator<LoggedEvent> = {
    [Symbol.asyncIterator]: () => events,
    async next() {
      for (;;) {
        if (isOver) return { done: true, value: undefined };
        const event = pending.shift();
        if (event !== undefined) {
          position = event.position;
          return { done: false, value: event };
        }
        if (awoken) await readMore();
        else await untilAwoken();
      }
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      end();
      throw error;
    },
  };
  return events;
}

async function startOf(
  deps: Pick<Deps, 'database'>,
  { memberId }: EventFilter,
  after: string | null,
): Promise<LogPosition> {
  const session = deps.database.session();
  if (after === null) return (await logHead(session)).position;
  const reading = await readCursor(session, memberId, after);
  if (reading.kind === 'CursorInvalid') throw new CursorInvalidError('this cursor is none of ours');
  if (reading.kind === 'CursorTooOld') throw new CursorTooOldError(reading.message, reading.earliest);
  return reading.position;
}
