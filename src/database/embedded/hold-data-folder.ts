import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderInUseError } from './data-folder-in-use-error.ts';

const SQLITE_BUSY = 5;

/** Keeps the locks reachable: a collected handle would close, and its lock would be gone. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the one owner of a data folder until the returned function is called or the process dies.
 * Throws DataFolderInUseError at once when somebody else, also in this process, is the owner.
 *
 * The lock is SQLite's lock on an empty file: the only file lock in Node that the kernel drops together with the
 * process, so nothing can go stale, and two processes that start at the same moment can't both get it.
 */
export async function holdDataFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'owner.lock');
  // Opening the file ourselves when it exists, and closing it again, would drop a lock that this process already has.
  await writeFile(path, '', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw cannotLock(path, error);
  });
  const lock = openLock(path);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    await chmod(path, 0o600);
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DataFolderInUseError(folder) : cannotLock(path, error);
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw cannotLock(path, error);
  }
}

function isBusy(error: unknown): boolean {
  // The low byte is the primary code; the rest tells kinds of busy apart.
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    error.errcode % 256 === SQLITE_BUSY
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function cannotLock(path: string, cause: unknown): Error {
  return new Error(`Can't lock ${path}. Does the data folder belong to the user that starts the server?`, { cause });
}
