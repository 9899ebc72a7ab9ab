import { Client } from 'pg';

/** Thrown when the database can't be used at start. The message says where it was looked for, without the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/** Connects once and hangs up. Throws DatabaseUnreachableError when the database is away, refuses us or does not exist. */
export async function requireDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    const reason = error instanceof Error ? error.message || error.name : 'unknown';
    throw new DatabaseUnreachableError(`DATABASE_URL: the database at ${host}${pathname} can't be used: ${reason}`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
}
