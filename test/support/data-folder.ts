import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { readDatabase, type DatabaseReader } from './database-reader.ts';
import type { TestServer } from './server.ts';

/**
 * Every file that was handed in and that the server holds, sorted; and whatever is left of one that no longer is. Waits until
 * none is on its way in or being inspected; fails when one stays so for a minute.
 */
export async function filesOf(server: TestServer): Promise<string[]> {
  const database = await readDatabase(server.databaseUrl);
  try {
    const files = await allFilesOf(server, database);
    const rows = await database.rows('select unnest(array[image_key, thumbnail_key]) as key from material_page');
    const derived = new Set(rows.map(({ key }) => join(server.dataDir, 'materials', String(key))));
    return files.filter((path) => !derived.has(path));
  } finally {
    await database.close();
  }
}

/** The same with what was made of the files. */
export async function allFilesOf(server: TestServer, database: DatabaseReader): Promise<string[]> {
  const materials = join(server.dataDir, 'materials');
  return vi.waitFor(
    async () => {
      const [spooled, held] = await Promise.all([spoolOf(server), filesIn(materials)]);
      const arriving = [...spooled, ...held.filter((path) => path.startsWith(join(materials, 'incoming')))];
      if ((await database.count('material', 'inspection_state', 'PENDING')) > 0) throw new Error('being inspected');
      if (arriving.length > 0) throw new Error(`left behind: ${arriving.join(', ')}`);
      return held.toSorted();
    },
    { timeout: 60_000, interval: 20 },
  );
}

/** The files of uploads that are on their way in, as far as they were spooled. */
export function spoolOf(server: TestServer): Promise<string[]> {
  return filesIn(join(server.dataDir, 'spool'));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}
