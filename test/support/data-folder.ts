import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { TestServer } from './server.ts';

/** Every material's file that the server holds, sorted. Waits until none is on its way in; fails when one stays there for 5 s. */
export async function filesOf(server: TestServer): Promise<string[]> {
  const materials = join(server.dataDir, 'materials');
  return vi.waitFor(
    async () => {
      const [spooled, held] = await Promise.all([spoolOf(server), filesIn(materials)]);
      const arriving = [...spooled, ...held.filter((path) => path.startsWith(join(materials, 'incoming')))];
      if (arriving.length > 0) throw new Error(`left behind: ${arriving.join(', ')}`);
      return held.toSorted();
    },
    { timeout: 5000, interval: 20 },
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
