import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { onTestFinished } from 'vitest';
import { findPostmaster } from '../../src/database/embedded/find-postmaster.ts';
import { stopPostmaster } from '../../src/database/embedded/stop-postmaster.ts';
import { startOwner, type DatabaseOwner } from './database-owner.ts';

/** Where a test makes folders and starts owners of databases; when the test ends, all of that is gone. */
export interface Workbench {
  /** Makes a temporary folder, with the mode and owner given. */
  makeFolder: (mode?: number, uid?: number) => Promise<string>;
  /** Starts a process that owns a data folder's database. */
  start: (...args: Parameters<typeof startOwner>) => Promise<DatabaseOwner>;
}

/** Opens a workbench for the test that is running. */
export function openWorkbench(): Workbench {
  const folders: string[] = [];
  const owners: DatabaseOwner[] = [];
  onTestFinished(async () => {
    for (const owner of owners) await owner.kill();
    for (const { dataLocation } of owners) {
      const left = await findPostmaster(dataLocation);
      if (left) await stopPostmaster(dataLocation, left.pid);
      await rm(dirname(dataLocation), { recursive: true, force: true });
    }
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return {
    async makeFolder(mode = 0o711, uid = process.getuid?.() ?? 0) {
      const folder = await mkdtemp(join(tmpdir(), 'bonafide-embedded-'));
      folders.push(folder);
      await chown(folder, uid, -1);
      await chmod(folder, mode);
      return folder;
    },
    async start(...args) {
      const owner = await startOwner(...args);
      owners.push(owner);
      return owner;
    },
  };
}

/** Runs statements, one after the other, on a connection of their own; answers with the last one's rows. */
export async function query(url: string, ...statements: string[]): Promise<QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  // The statement under way fails as well, and that is what the caller hears of.
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: QueryResultRow[] = [];
    for (const statement of statements) rows = (await client.query<QueryResultRow>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Makes a table and commits one row to it. */
export async function writeNote(url: string, text: string): Promise<void> {
  await query(url, 'CREATE TABLE note (text text)', `INSERT INTO note VALUES ('${text}')`);
}

/** The rows that writeNote left. */
export async function readNotes(url: string): Promise<QueryResultRow[]> {
  return query(url, 'SELECT text FROM note');
}
