import { vi } from 'vitest';
import type { DatabaseReader } from '../support/database-reader.ts';

/** Makes every job of a task due now, by the database's clock. */
export async function pullForward(database: DatabaseReader, task: string): Promise<void> {
  await database.rows(
    `select from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where task_identifier = $1), run_at => now())`,
    [task],
  );
}

/** Resolves when no job of a task is due, waits for another try or runs any more: they are done, or are to run later. */
export async function untilDone(database: DatabaseReader, task: string, timeout = 30_000): Promise<void> {
  const text = `select id from graphile_worker.jobs where task_identifier = $1
    and (locked_at is not null or attempts < max_attempts and (attempts > 0 or run_at <= now() + interval '1 second'))`;
  await vi.waitFor(
    async () => {
      if ((await database.rows(text, [task])).length > 0) throw new Error(`${task} is not done`);
    },
    { timeout, interval: 100 },
  );
}

/** Adds a job as a transaction would; gives its id. */
export async function addJob(database: DatabaseReader, task: string, payload: object): Promise<string> {
  const [row] = await database.rows(`select id::text from graphile_worker.add_job($1, payload => $2)`, [
    task,
    JSON.stringify(payload),
  ]);
  return String(row?.['id']);
}
