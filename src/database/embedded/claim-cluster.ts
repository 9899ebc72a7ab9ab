import { DatabaseError, escapeIdentifier, type Client } from 'pg';
import { DataFolderInUseError } from './data-folder-in-use-error.ts';

/** An arbitrary number that no other lock of ours uses. */
const OWNER_LOCK = 0x626f6e61;
const LOCK_NOT_AVAILABLE = '55P03';

/** The owner's hold on a running PostgreSQL. */
export interface ClusterClaim {
  /** Resolves with the reason when PostgreSQL is lost; never when it was released. */
  readonly lost: Promise<string>;
  release: () => Promise<void>;
}

/**
 * Takes the owner's lock in the database, on a connection that is kept for life. It backs the lock on the data folder
 * where files can't be locked, and tells when PostgreSQL dies. A killed owner's lock is waited for, five seconds; after
 * that, throws DataFolderInUseError.
 */
export async function claimCluster(connection: Client, dataFolder: string): Promise<ClusterClaim> {
  let isReleased = false;
  let reason: string | undefined;
  connection.on('error', (error) => {
    // The first one says why; what follows only says that it is over.
    reason ??= error.message;
  });
  const lost = new Promise<string>((resolve) => {
    connection.on('end', () => {
      if (!isReleased) resolve(reason ?? 'it ended without a word');
    });
  });
  try {
    await connection.query("SET lock_timeout = '5s'");
    await connection.query('SELECT pg_advisory_lock($1)', [OWNER_LOCK]);
    await connection.query('SET lock_timeout = 0');
  } catch (error) {
    const isTaken = error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
    throw isTaken ? new DataFolderInUseError(dataFolder) : error;
  }
  return {
    lost,
    async release() {
      isReleased = true;
      await connection.end().catch(() => undefined);
    },
  };
}

/** Creates a database unless it exists. */
export async function ensureDatabase(connection: Client, name: string): Promise<void> {
  const found = await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 0) await connection.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
}
