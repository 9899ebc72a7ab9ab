import { Pool, type PoolClient } from 'pg';

/** Opens connections that are kept apart from those for requests. Whatever takes longer than three seconds fails. */
export function openOwnPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    keepAlive: true,
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    statement_timeout: 3000,
  });
  // A connection that breaks fails what runs on it, and is made anew.
  return pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
}

/** Runs the work in one transaction: all of it happens, or nothing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Not used again: what it had begun ends with it.
    client.release(true);
    throw error;
  }
}
