import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import { freeOrphanedJobs } from '../../src/database/job-locks.ts';
import { livingServers } from '../../src/database/living-servers.ts';
import { registerServer, type ServerRegistry } from '../../src/database/server-registry.ts';
import { openCuttableProxy } from '../support/cuttable-proxy.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { addJob } from './job-table.ts';

const soon = { timeout: 60_000, interval: 200 };
const never = new AbortController().signal;

let own: TestDatabase;
let database: DatabaseReader;
beforeAll(async () => {
  own = await createTestDatabase();
  database = await readDatabase(own.url);
});
afterEach(async () => {
  await database.rows('delete from server');
  await database.rows(
    'select from graphile_worker.force_unlock_workers(array(select locked_by from graphile_worker.jobs))',
  );
  await database.rows('select from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const register = (url = own.url): Promise<ServerRegistry> =>
  registerServer({ url, version: '1.2.3', onWarning: () => undefined });

/** A job that a worker pool has locked, at this attempt. */
async function lockedJob(worker: string, attempts = 1, lockedAgo = '0 s'): Promise<string> {
  const id = await addJob(database, 'anything', {});
  await database.rows(
    `update graphile_worker._private_jobs
      set locked_by = $2, locked_at = now() - $4::interval, attempts = $3 where id = $1`,
    [id, worker, attempts, lockedAgo],
  );
  return id;
}

/** The row of a server that was last heard of so long ago. */
async function addServer(worker: string, silentFor: string): Promise<void> {
  await database.rows(
    `insert into server (id, beat_at, worker_ids, version) values (gen_random_uuid(), now() - $2::interval, array[$1], '1')`,
    [worker, silentFor],
  );
}

async function jobsLocked() {
  return database.rows('select id::text, locked_by as by, attempts, last_error from graphile_worker.jobs order by id');
}

describe('a server', () => {
  it('stands in the list while it lives, with its version', async () => {
    const orm = await createDatabase({ url: own.url, maxConnections: 2, onWarning: () => undefined });
    const registry = await register();
    expect(registry.isKnown()).toBe(true);
    await addServer('long gone', '1 minute');
    expect(await livingServers(orm.session())).toMatchObject([{ version: '1.2.3' }]);
    await registry.leave();
    expect(await livingServers(orm.session())).toEqual([]);
    await orm.close();
  });

  it('lets its workers take jobs only once others know them', async () => {
    const registry = await register();
    await registry.admit('worker', never);
    expect(await database.rows('select worker_ids from server')).toEqual([{ worker_ids: ['worker'] }]);
    registry.dismiss('worker');
    await vi.waitFor(async () => {
      expect(await database.rows('select worker_ids from server')).toEqual([{ worker_ids: [] }]);
    }, soon);
    await registry.leave();
  });

  it('frees what workers of its own held that have ended, and leaves with what others hold given back', async () => {
    const registry = await register();
    await registry.admit('ended', never);
    await registry.admit('working', never);
    const ended = await lockedJob('ended', 2);
    const working = await lockedJob('working', 2);
    registry.dismiss('ended');
    await vi.waitFor(async () => {
      expect(await jobsLocked()).toMatchObject([
        { id: ended, by: null, attempts: 2 },
        { id: working, by: 'working', attempts: 2 },
      ]);
    }, soon);
    await registry.leave();
    expect(await jobsLocked()).toMatchObject([
      { id: ended, by: null, attempts: 2 },
      { id: working, by: null, attempts: 1 },
    ]);
  });

  it('that was taken for dead comes back as another, with its workers', async () => {
    const registry = await register();
    await registry.admit('worker', never);
    const [before] = await database.rows('delete from server returning id');
    await vi.waitFor(async () => {
      const [after] = await database.rows('select id, worker_ids from server');
      expect(after).toMatchObject({ worker_ids: ['worker'] });
      expect(after?.['id']).not.toBe(before?.['id']);
    }, soon);
    await registry.leave();
    expect(await database.rows('select from server')).toEqual([]);
  });
});

describe('a server that was silent for more than ten seconds', () => {
  it('is taken off the list and its jobs are freed, and nobody else’s', async () => {
    await addServer('dead', '1 minute');
    await addServer('alive', '-1 hour');
    const [dead, alive, exhausted] = [await lockedJob('dead'), await lockedJob('alive'), await lockedJob('dead', 25)];
    const registry = await register();
    await vi.waitFor(async () => {
      expect(await jobsLocked()).toMatchObject([
        { id: dead, by: null, attempts: 1, last_error: null },
        { id: alive, by: 'alive' },
        // It killed its server at its last attempt.
        { id: exhausted, by: null, attempts: 25, last_error: 'ServerLostError' },
      ]);
    }, soon);
    expect(await database.rows(`select from server where 'dead' = any(worker_ids)`)).toEqual([]);
    await registry.leave();
  });

  it('keeps its jobs when all were silent, since the database was away', async () => {
    const ways = [await openCuttableProxy(own.url), await openCuttableProxy(own.url)] as const;
    const [first, second] = [await register(ways[0].url), await register(ways[1].url)];
    await first.admit('first', never);
    await second.admit('second', never);
    const id = await lockedJob('second');
    for (const way of ways) await way.cut();
    await vi.waitFor(async () => {
      const text = `select from server where beat_at < now() - interval '11 seconds'`;
      expect(await database.rows(text)).toHaveLength(2);
    }, soon);
    expect(first.isKnown()).toBe(false);
    // The first one back finds the other silent for long.
    await ways[0].mend();
    await vi.waitFor(() => expect(first.isKnown()).toBe(true), soon);
    await ways[1].mend();
    await vi.waitFor(() => expect(second.isKnown()).toBe(true), soon);
    expect(await database.rows('select from server')).toHaveLength(2);
    expect(await jobsLocked()).toMatchObject([{ id, by: 'second', attempts: 1 }]);
    await first.leave();
    await second.leave();
    for (const way of ways) await way.cut();
  });
});

it('a job that was locked long ago by nobody that is known is freed', async () => {
  await addServer('alive', '-1 hour');
  const [orphan, fresh, kept] = [
    await lockedJob('unknown', 1, '16 min'),
    await lockedJob('unknown too'),
    await lockedJob('alive', 1, '3 h'),
  ];
  const client = new Client({ connectionString: own.url });
  await client.connect();
  await freeOrphanedJobs(client);
  await client.end();
  expect(await jobsLocked()).toMatchObject([
    { id: orphan, by: null },
    { id: fresh, by: 'unknown too' },
    { id: kept, by: 'alive' },
  ]);
});
