import type { ClientBase } from 'pg';

/** The code of a job whose server died at its last attempt. */
const SERVER_LOST = 'ServerLostError';

/**
 * Frees the jobs that these worker pools had locked, so that others take them at once; the attempt that was cut short
 * counts. What has no attempt left is marked as failed. Run it in a transaction.
 */
export async function freeJobs(client: ClientBase, workerIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'select id from graphile_worker.jobs where locked_by = any($1) and attempts >= max_attempts',
    [workerIds],
  );
  await client.query('select graphile_worker.force_unlock_workers($1)', [workerIds]);
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await client.query('select from graphile_worker.permanently_fail_jobs($1, $2)', [ids, SERVER_LOST]);
}

/** Gives the jobs that these worker pools hold back as if they had not been begun: free at once, the attempt not counted. Run it in a transaction. */
export async function giveJobsBack(client: ClientBase, workerIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string; attempts: number }>(
    'select id, attempts from graphile_worker.jobs where locked_by = any($1)',
    [workerIds],
  );
  await client.query('select graphile_worker.force_unlock_workers($1)', [workerIds]);
  for (const { id, attempts } of rows) {
    await client.query('select from graphile_worker.reschedule_jobs(array[$1::bigint], attempts => $2)', [
      id,
      Math.max(0, attempts - 1),
    ]);
  }
}

/**
 * Frees jobs that were locked more than a quarter of an hour ago by a worker pool that no living server stands for, such
 * as those of a server from before servers were registered. Run it in a transaction.
 */
export async function freeOrphanedJobs(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ worker: string }>(`
    select distinct locked_by as worker from graphile_worker.jobs
    where locked_at < now() - interval '15 minutes'
      and not exists (select from server where jobs.locked_by = any(server.worker_ids))
  `);
  if (rows.length > 0)
    await freeJobs(
      client,
      rows.map((row) => row.worker),
    );
}
