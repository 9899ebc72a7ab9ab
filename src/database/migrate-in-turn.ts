import { Client } from 'pg';

/**
 * Does the work while no other server that starts on this database does: the queue's migrations change tables that ours look
 * at, before they take any lock of their own. Throws what the work throws, and pg's error when the connection is lost.
 */
export async function migrateInTurn(url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  // A lost connection gives the lock back; the work notices it by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('bonafide migrations', 0))`);
    await work();
  } finally {
    await client.end();
  }
}
