import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { FilePlace } from './file-place.ts';

/**
 * Files in a folder of this machine. A commit renames the staged file, which is atomic because the incoming folder is on
 * the same file system, and syncs the folder, so that a power cut can't take back a file that was reported as stored.
 */
export function createDiskPlace(directory: string): FilePlace {
  const disk = new Disk(new FSDriver({ location: directory, visibility: 'private' }));
  return {
    disk: async () => disk,
    async commit(staged, key) {
      const target = join(directory, key);
      const folder = dirname(target);
      const created = await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(staged.path, target);
      await syncFolder(folder);
      if (created !== undefined) await syncFolder(dirname(folder));
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder, and keeps its entries by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
