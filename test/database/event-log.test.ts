import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followEvents } from '../../src/application/follow-events.ts';
import { createDatabase, sqlOf, type Database, type Session } from '../../src/database/database.ts';
import { createEventFollower, type EventFollower } from '../../src/database/event-follower.ts';
import { appendEvents, eventsAfter, type LoggedEvent } from '../../src/database/event-log.ts';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const onWarning = () => undefined;
const START = LOG_BEGINNING;

let testDatabase: TestDatabase;
let database: Database;
let follower: EventFollower;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { url } = testDatabase;
  database = await createDatabase({ url, maxConnections: 40, onWarning });
  follower = await createEventFollower({ url, database, pollMilliseconds: 200, onWarning });
});
afterAll(async () => {
  await follower.stop();
  await database.close();
  await testDatabase.drop();
});

async function makeMember(): Promise<string> {
  const id = randomUUID();
  await sql`insert into member (id, subject, created_at) values (${id}, ${id}, now())`.execute(
    sqlOf(database.session()),
  );
  return id;
}

/** Writes an event whose instant tells which it is. */
const append = (session: Session, memberId: string, number: number) =>
  appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at: new Date(number), memberId }]);
const numberOf = (event: LoggedEvent) => event.at.getTime();
const numbersOf = async (memberId: string) =>
  (await eventsAfter(database.session(), START, { memberId }, 1000)).map(numberOf);
/** The first so many that a follower is given, from the beginning. */
async function follow(memberId: string, count: number): Promise<LoggedEvent[]> {
  const after = toCursor(START);
  const events = await followEvents({ database }, follower, {
    topic: `member:${memberId}`,
    filter: { memberId },
    after,
  });
  const received: LoggedEvent[] = [];
  for await (const event of events) {
    received.push(event);
    if (received.length === count) break;
  }
  return received;
}

describe('a follower', () => {
  it('is given every event of 30 writers at once, none twice, in the order of the log', async () => {
    const memberId = await makeMember();
    const [writers, each] = [30, 20];
    const received = follow(memberId, writers * each);
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let number = 0; number < each; number += 1) {
          await database.transaction(async (session) => {
            await append(session, memberId, writer * each + number);
            // The commit comes later than others that began after it.
            await sql`select pg_sleep(random() * 0.005)`.execute(sqlOf(session));
          });
        }
      }),
    );
    const events = await received;
    expect(events.map(numberOf).toSorted((one, other) => one - other)).toEqual([...Array(writers * each).keys()]);
    expect(events.map(numberOf)).toEqual(await numbersOf(memberId));
  });

  it('waits for an older transaction, and then misses nothing of it', async () => {
    const memberId = await makeMember();
    const received = follow(memberId, 2);
    await database.transaction(async (older) => {
      await append(older, memberId, 1);
      await database.transaction((session) => append(session, memberId, 2));
      expect(await numbersOf(memberId)).toEqual([]);
    });
    expect((await received).map(numberOf)).toEqual([1, 2]);
  });

  it('hears nothing of what was rolled back', async () => {
    const memberId = await makeMember();
    const failed = database.transaction(async (session) => {
      await append(session, memberId, 1);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await database.transaction((session) => append(session, memberId, 2));
    expect((await follow(memberId, 1)).map(numberOf)).toEqual([2]);
  });

  it('goes on when the connection that wakes it is lost', async () => {
    const memberId = await makeMember();
    const received = follow(memberId, 1);
    const listening = sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen bonafide_event'`;
    const { rows } = await listening.execute(sqlOf(database.session()));
    expect(rows.length).toBeGreaterThan(0);
    await database.transaction((session) => append(session, memberId, 1));
    expect((await received).map(numberOf)).toEqual([1]);
  });
});

describe('the log', () => {
  it('is read on from any place in it', async () => {
    const memberId = await makeMember();
    for (let number = 1; number <= 5; number += 1) {
      await database.transaction((session) => append(session, memberId, number));
    }
    const [, second] = await eventsAfter(database.session(), START, { memberId }, 2);
    const rest = await eventsAfter(database.session(), second?.position ?? START, { memberId }, 100);
    expect(rest.map(numberOf)).toEqual([3, 4, 5]);
  });

  it('is filtered by what is followed', async () => {
    const [memberId, other] = [await makeMember(), await makeMember()];
    await database.transaction((session) => append(session, other, 1));
    expect(await numbersOf(memberId)).toEqual([]);
    const reviewed = await eventsAfter(
      database.session(),
      START,
      { memberId: other, types: ['VERIFICATION_REVIEWED'] },
      9,
    );
    expect(reviewed).toEqual([]);
  });

  it.for(['update event set member_id = member_id', 'delete from event', 'truncate event'])(
    'is only ever added to: %s',
    async (statement) => {
      await database.transaction(async (session) => append(session, await makeMember(), 1));
      await expect(sql.raw(statement).execute(sqlOf(database.session()))).rejects.toThrow('only ever added');
    },
  );
});
