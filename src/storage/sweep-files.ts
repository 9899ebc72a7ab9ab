import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk, DriveFile } from 'flydrive';
import { fileFolders, isFileKey } from './file-place.ts';
import { isStagedName } from './staged-path.ts';

const BATCH = 500;

/** Removes staged files that an interrupted process left in the incoming folder before `olderThan`; returns how many. */
export async function sweepIncoming(directory: string, olderThan: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(directory)) {
    if (!isStagedName(name)) continue;
    const path = join(directory, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.mtime >= olderThan) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/** Removes committed files from before `olderThan` that nothing references; returns how many. Asks in batches of 500. */
export async function sweepUnreferenced(
  disk: Disk,
  isReferenced: (keys: string[]) => Promise<Set<string>>,
  olderThan: Date,
): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const removeBatch = async (): Promise<void> => {
    const kept = batch.length === 0 ? new Set() : await isReferenced(batch);
    for (const key of batch.filter((key) => !kept.has(key))) {
      await disk.delete(key);
      removed += 1;
    }
    batch = [];
  };
  for (const folder of fileFolders()) {
    for await (const file of listFiles(disk, folder)) {
      if (!isFileKey(file.key) || !(await isOlder(file, olderThan))) continue;
      batch.push(file.key);
      if (batch.length === BATCH) await removeBatch();
    }
  }
  await removeBatch();
  return removed;
}

async function* listFiles(disk: Disk, folder: string): AsyncGenerator<DriveFile> {
  let paginationToken: string | undefined;
  do {
    const page = await disk.listAll(folder, paginationToken === undefined ? {} : { paginationToken });
    for (const entry of page.objects) if (entry.isFile) yield entry;
    paginationToken = page.paginationToken;
  } while (paginationToken !== undefined);
}

async function isOlder(file: DriveFile, date: Date): Promise<boolean> {
  // A file that went away since it was listed needs no sweeping.
  const found = await file.getMetaData().catch(() => undefined);
  return found !== undefined && found.lastModified < date;
}
