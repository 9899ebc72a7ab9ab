import { Client } from 'pg';

/**
 * Lets jobs that wait for their next try be tried now, so that a run need not wait for the long pauses after many failures.
 * The only place where a run looks behind the API. What a dead server held is left to the servers.
 */
export async function hurryRetries(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      update graphile_worker._private_jobs set run_at = now()
      where locked_at is null and attempts > 0 and attempts < max_attempts and run_at > now()
    `);
  } finally {
    await client.end();
  }
}
