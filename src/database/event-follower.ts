import { Client } from 'pg';
import type { Database } from './database.ts';
import { beginLogEpoch } from './begin-log-epoch.ts';
import { eventsAfter, logHead, type EventFilter, type LoggedEvent } from './event-log.ts';
import type { LogPosition } from './log-position.ts';
import { createRecentEvents } from './recent-events.ts';

/** Whom a new event concerns: one member's followers, or those of the review queue. */
export type Topic = `member:${string}` | 'queue';

/** Reads the log once for all who follow it in this process, and tells those of a topic that there is something new. */
export interface EventFollower {
  /** Calls `wake` after each event of the topic, until the returned function is called. */
  follow(topic: Topic, wake: () => void): () => void;
  /** The wanted events after a place, as far as the log has been read; undefined when that is too far back and the log itself has to be asked. */
  recent(after: LogPosition, filter: EventFilter): readonly LoggedEvent[] | undefined;
  /** Whether the log was read lately: within the time of five polls. */
  isCurrent(): boolean;
  stop(): Promise<void>;
}

/** How to follow the log. */
export interface FollowerOptions {
  readonly url: string;
  readonly database: Database;
  /** How often the log is read even when nothing woke us up, in milliseconds. */
  readonly pollMilliseconds: number;
  readonly onWarning: (message: string) => void;
}

/** How soon to look again while an older transaction still runs, in milliseconds. */
const SOON = 20;

/** How many events are kept for those who keep up, at least. */
const RECENT = 2000;

/**
 * Follows the log once for this whole process: woken by NOTIFY, with polling behind it. Begins a new epoch of the log
 * when the database turns out to stand elsewhere than before.
 */
export async function createEventFollower(options: FollowerOptions): Promise<EventFollower> {
  const wakers = new Map<Topic, Set<() => void>>();
  await beginEpoch(options.url);
  let position = (await logHead(options.database.session())).position;
  const recent = createRecentEvents(position, RECENT);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> = Promise.resolve();
  let asked = false;
  let listener: Client | undefined;
  let readAt = performance.now();

  const wake = (topic: Topic) => wakers.get(topic)?.forEach((waker) => waker());

  const readOn = async (): Promise<boolean> => {
    const session = options.database.session();
    const head = await logHead(session);
    const events = await eventsAfter(session, position, {}, 1000);
    recent.add(events);
    position = events.at(-1)?.position ?? position;
    const topics = events.map(({ type, memberId }): Topic =>
      type === 'REVIEW_QUEUE_CHANGED' ? 'queue' : `member:${memberId}`,
    );
    new Set(topics).forEach(wake);
    readAt = performance.now();
    return head.more || events.length > 0;
  };

  const look = () => {
    if (stopped || asked) return;
    asked = true;
    reading = lookNow(reading);
  };

  const lookNow = async (before: Promise<void>) => {
    await before;
    asked = false;
    clearTimeout(timer);
    const more = await readOn().catch(() => {
      options.onWarning('the event log could not be read; trying again');
      return false;
    });
    if (!stopped) timer = setTimeout(look, more ? SOON : options.pollMilliseconds);
  };

  const listen = async () => {
    if (stopped) return;
    const client = new Client({ connectionString: options.url, keepAlive: true });
    listener = client;
    client.on('notification', look);
    client.on('error', () => undefined);
    client.once('end', () => {
      if (!stopped) setTimeout(() => void listen(), options.pollMilliseconds).unref();
    });
    try {
      await client.connect();
      await beginLogEpoch(client);
      await client.query('listen bonafide_event');
      look();
    } catch {
      options.onWarning('the database can’t be listened to; polling until it can');
      await client.end().catch(() => undefined);
    }
  };

  await listen();
  look();

  return {
    follow(topic, waker) {
      const set = wakers.get(topic) ?? new Set();
      wakers.set(topic, set.add(waker));
      return () => {
        set.delete(waker);
        if (set.size === 0 && wakers.get(topic) === set) wakers.delete(topic);
      };
    },
    recent: (after, filter) => recent.after(after, filter),
    isCurrent: () => performance.now() - readAt < 5 * options.pollMilliseconds,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await listener?.end().catch(() => undefined);
      await reading;
    },
  };
}

async function beginEpoch(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await beginLogEpoch(client);
  } finally {
    await client.end();
  }
}
