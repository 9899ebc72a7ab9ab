import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { DatabaseReader } from '../support/database-reader.ts';
import { addJob, untilDone } from './job-table.ts';
import { startOwnRunner } from './own-runner.ts';

const soon = { timeout: 40_000, interval: 100 };

/** A task that says how often it began, and ends when it is let. */
function createHeldTask() {
  let begun = 0;
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  return {
    task: async () => {
      begun += 1;
      await held;
    },
    begun: () => begun,
    letGo,
  };
}

/** Resolves when the database has not heard of its server for so many seconds. */
async function untilSilentFor(database: DatabaseReader, seconds: number): Promise<void> {
  const text = 'select from server where beat_at < now() - make_interval(secs => $1)';
  await vi.waitFor(async () => expect(await database.rows(text, [seconds])).toHaveLength(1), soon);
}

describe('an outage of the database', () => {
  it('does not end the runner, however long it lasts', async () => {
    const done: unknown[] = [];
    const { runner, way, database } = await startOwnRunner({ note: async (payload) => void done.push(payload) });
    await vi.waitFor(() => expect(runner.isRunning()).toBe(true), soon);
    await way.cut();
    await addJob(database, 'note', { nth: 1 });
    await untilSilentFor(database, 13);
    expect(runner.isRunning()).toBe(false);
    expect(done).toEqual([]);
    await way.mend();
    await vi.waitFor(() => expect(done).toEqual([{ nth: 1 }]), soon);
    await vi.waitFor(() => expect(runner.isRunning()).toBe(true), soon);
    await addJob(database, 'note', { nth: 2 });
    await vi.waitFor(() => expect(done).toHaveLength(2), soon);
  }, 120_000);

  it('in which a job ends has it run again, and the runner starts by itself', async () => {
    const held = createHeldTask();
    const { runner, way, database, warnings } = await startOwnRunner({ held: held.task });
    await addJob(database, 'held', {});
    await vi.waitFor(() => expect(held.begun()).toBe(1), soon);
    await way.cut();
    // What became of it can't be written down.
    held.letGo();
    await vi.waitFor(() => expect(warnings.join()).toMatch(/no jobs are run; starting again in \d+ ms/), soon);
    expect(runner.isRunning()).toBe(false);
    await way.mend();
    await untilDone(database, 'held');
    expect(held.begun()).toBe(2);
    expect(await database.rows('select from graphile_worker.jobs')).toEqual([]);
    expect(runner.isRunning()).toBe(true);
  }, 120_000);
});

it('connections that hang are left behind, and the jobs go on', async () => {
  const done: unknown[] = [];
  const { runner, way, database, warnings } = await startOwnRunner(
    { note: async (payload) => void done.push(payload) },
    1,
  );
  await addJob(database, 'note', { nth: 1 });
  await untilDone(database, 'note');
  way.silence();
  await addJob(database, 'note', { nth: 2 });
  await vi.waitFor(() => expect(runner.isRunning()).toBe(false), { timeout: 60_000, interval: 50 });
  await vi.waitFor(() => expect(done).toEqual([{ nth: 1 }, { nth: 2 }]), soon);
  expect(warnings.join()).toContain('no jobs are run; starting again');
  await untilDone(database, 'note');
}, 120_000);

describe('a runner that stops', () => {
  it('lets a job end that does so soon', async () => {
    const held = createHeldTask();
    const { database, stop } = await startOwnRunner({ held: held.task });
    await addJob(database, 'held', {});
    await vi.waitFor(() => expect(held.begun()).toBe(1), soon);
    const stopped = stop();
    held.letGo();
    await stopped;
    expect(await database.rows('select from graphile_worker.jobs')).toEqual([]);
    expect(await database.rows('select from server')).toEqual([]);
  });

  it('gives a job back at once that does not end, as if it had not been begun', async () => {
    const happened: string[] = [];
    const { database, stop } = await startOwnRunner({
      async endless(_payload, { abortSignal }) {
        happened.push('began');
        if (abortSignal) await once(abortSignal, 'abort');
        happened.push('was told');
        throw new Error('ada@buyer.example was about to get a mail');
      },
    });
    const id = await addJob(database, 'endless', {});
    await vi.waitFor(() => expect(happened).toEqual(['began']), soon);
    const asked = performance.now();
    await stop();
    expect(performance.now() - asked).toBeLessThan(15_000);
    expect(happened).toEqual(['began', 'was told']);
    expect(
      await database.rows(
        'select id::text, attempts, locked_by, last_error, run_at <= now() as due from graphile_worker.jobs',
      ),
    ).toEqual([{ id, attempts: 0, locked_by: null, last_error: null, due: true }]);
  });

  it('is quick about it when the database is away', async () => {
    const { runner, way, stop } = await startOwnRunner({ note: async () => undefined });
    await way.cut();
    const asked = performance.now();
    await stop();
    expect(performance.now() - asked).toBeLessThan(8000);
    expect(runner.isRunning()).toBe(false);
    await way.mend();
  });
});
