import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDatabase, sqlOf, type Database } from '../../src/database/database.ts';
import { isDatabaseAway } from '../../src/database/is-database-away.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let testDatabase: TestDatabase;
let proxy: CuttableProxy;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  proxy = await openCuttableProxy(testDatabase.url);
  database = await createDatabase({ url: proxy.url, maxConnections: 2, mostSilence: 1000, onWarning: () => undefined });
});
afterAll(async () => {
  await database.close();
  await proxy.cut();
  await testDatabase.drop();
});

const ask = () => sql`select 1 as one`.execute(sqlOf(database.session()));

it('a connection whose other end is gone without a word is given up, and another takes its place', async () => {
  await Promise.all([ask(), ask()]);
  proxy.silence();
  const faults = await Promise.all([ask(), ask(), ask()].map((asked) => asked.catch((fault: unknown) => fault)));
  expect(faults.slice(0, 2).map(isDatabaseAway)).toEqual([true, true]);
  expect((await ask()).rows).toEqual([{ one: 1 }]);
});

it('a transaction that waits on it fails, and nothing of it stays', async () => {
  const failed = database.transaction(async (session) => {
    await sql`insert into member (id, subject, created_at) values (gen_random_uuid(), 'silent', now())`.execute(
      sqlOf(session),
    );
    proxy.silence();
  });
  await expect(failed).rejects.toSatisfy(isDatabaseAway);
  const { rows } = await sql`select from member where subject = 'silent'`.execute(sqlOf(database.session()));
  expect(rows).toEqual([]);
});

it('no place in the pool is lost with a connection, however many transactions lose theirs', async () => {
  for (let round = 0; round < 3; round += 1) {
    const failed = Array.from({ length: 2 }, () =>
      database.transaction(async (session) => {
        await sql`select 1`.execute(sqlOf(session));
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(sqlOf(session));
      }),
    );
    for (const outcome of await Promise.allSettled(failed)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.toSatisfy(isDatabaseAway) });
    }
  }
  const pool = await database.pool();
  await vi.waitFor(() => expect(pool.totalCount - pool.idleCount).toBe(0), 5000);
});

it('a connection that nobody uses may be silent for as long as it likes', async () => {
  await ask();
  const [before] = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(sqlOf(database.session()))).rows;
  await sql`select pg_sleep(0.7)`.execute(sqlOf(database.session()));
  await once(AbortSignal.timeout(1200), 'abort');
  const pids = await sql<{ pid: number }>`select pid from pg_stat_activity where pid = ${before?.pid}`.execute(
    sqlOf(database.session()),
  );
  expect(pids.rows).toHaveLength(1);
});
