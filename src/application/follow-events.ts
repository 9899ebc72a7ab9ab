import { setTimeout as delay } from 'node:timers/promises';
import type { EventFollower, Topic } from '../database/event-follower.ts';
import { eventsAfter, fromCursor, logHead, type EventFilter, type LoggedEvent } from '../database/event-log.ts';
import { isDatabaseAway } from '../database/is-database-away.ts';
import type { Deps } from './deps.ts';

/** Thrown when a cursor is none that this log gave. */
export class CursorInvalidError extends Error {
  override readonly name = 'CursorInvalidError';
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
 * Events as they happen, after those that were missed: none twice, none left out. The follower only wakes; what is
 * delivered is read from the log. A slow reader holds no memory here: it reads on when it asks. While the database is away it waits. Throws
 * CursorInvalidError for a cursor that is none.
 */
export async function followEvents(
  deps: Pick<Deps, 'database'>,
  follower: EventFollower,
  following: Following,
): Promise<AsyncIterableIterator<LoggedEvent>> {
  const { after, filter, topic } = following;
  const start = after === null ? (await logHead(deps.database.session())).position : fromCursor(after);
  if (start === undefined) throw new CursorInvalidError('this cursor is none of ours');
  let position = start;
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
