import { Client } from 'pg';

/**
 * Gives jobs back that killed servers held, by SQL. The only place where a run looks behind the API: while the job queue
 * keeps a dead server's jobs locked for hours by itself, mails would otherwise come too late for any run. Once the servers
 * do it themselves, this file and its one call can go.
 */
export async function releaseStrandedJobs(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()
      where locked_at < now() - interval '5 seconds' or (locked_at is null and run_at > now())
    `);
  } finally {
    await client.end();
  }
}
