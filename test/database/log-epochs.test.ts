import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { beginLogEpoch } from '../../src/database/begin-log-epoch.ts';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function spend(subject: string, amount: number): Promise<void> {
  const service = await server.signIn('SERVICE');
  const input = { order: `${subject}-${amount}`, member: { subject }, amount: { amount, currency: 'USD' } };
  await service.data(recordOrder, { input });
}

/** The levels that somebody hears of after a cursor, with their cursors. */
async function hear(client: TestClient, after: string, count: number) {
  const heard = [];
  const events = client.subscribe(followMembership, { after });
  while (heard.length < count) {
    const event = (await events.next()).value?.data?.membershipChanged;
    if (event === undefined) throw new Error('the subscription ended');
    heard.push({ level: event.change.to.code, cursor: event.cursor });
  }
  await client.close();
  return heard;
}

/**
 * Makes the database look as it does after a dump was restored into another cluster: that has another name, and has not
 * come as far in counting transactions as the rows tell.
 */
async function moveToAnotherCluster(): Promise<void> {
  await database.rows(`update log_epoch set cluster = 'the old one' where number = 1`);
  await database.rows('set session_replication_role = replica');
  await database.rows(`update event set xid = (xid::text::bigint + 1000000000)::text::xid8 where epoch = 1`);
  await database.rows('set session_replication_role = origin');
}

it('a cursor survives a dump and restore into another cluster: nothing is lost, nothing comes twice', async () => {
  const buyer = { subject: 'moved' };
  const start = await cursorOfNow(database);
  await server.signIn('BUYER', buyer).then((client) => client.close());
  await spend('moved', 100_000);
  await spend('moved', 1_000_000);
  await moveToAnotherCluster();
  await server.restart();

  const [silver] = await hear(await server.signIn('BUYER', buyer), start, 1);
  expect(silver?.level).toBe('SILVER');
  await spend('moved', 30_000_000);
  const rest = await hear(await server.signIn('BUYER', buyer), silver?.cursor ?? '', 2);
  expect(rest.map(({ level }) => level)).toEqual(['GOLD', 'PLATINUM']);
  const [last] = await hear(await server.signIn('BUYER', buyer), rest[0]?.cursor ?? '', 1);
  expect(last).toEqual(rest[1]);
  expect(await database.rows('select number from log_epoch order by number')).toEqual([{ number: 1 }, { number: 2 }]);
});

it('many servers that find the database elsewhere begin one epoch between them', async () => {
  const before = await database.rows('select number from log_epoch');
  await database.rows(`update log_epoch set cluster = 'yet another' where number = ${before.length}`);
  const clients = Array.from({ length: 8 }, () => new Client({ connectionString: server.databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const begun = await Promise.all(clients.map(beginLogEpoch));
  await Promise.all(clients.map((client) => client.end()));
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect(await database.rows('select number from log_epoch')).toHaveLength(before.length + 1);
});

it('an epoch waits for whoever is just adding an event, which is then not passed over', async () => {
  const [writer, mover] = [new Client(server.databaseUrl), new Client(server.databaseUrl)];
  await Promise.all([writer.connect(), mover.connect()]);
  const [member] = await database.rows('select id from member limit 1');
  await writer.query('begin');
  await writer.query(`insert into event (type, at, member_id) values ('MEMBERSHIP_CHANGED', now(), $1)`, [
    member?.['id'],
  ]);
  const [{ number } = {}] = await database.rows('select max(number) as number from log_epoch');
  await database.rows(`update log_epoch set cluster = 'one more' where number = ${String(number)}`);
  const begun = beginLogEpoch(mover);
  const blocked = async () =>
    (
      await database.rows(
        `select from pg_locks where relation = 'event'::regclass and mode = 'ShareRowExclusiveLock' and not granted`,
      )
    ).length;
  await vi.waitFor(async () => expect(await blocked()).toBe(1));
  await writer.query('commit');
  expect(await begun).toBe(true);
  await Promise.all([writer.end(), mover.end()]);
});
