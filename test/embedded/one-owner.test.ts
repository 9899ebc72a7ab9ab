import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DataFolderInUseError } from '../../src/database/embedded/data-folder-in-use-error.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';
import { OwnerFailedError } from './database-owner.ts';
import { openWorkbench, query } from './workbench.ts';

describe('a data folder', { timeout: 60_000 }, () => {
  test('that a running server owns is refused to a second one, also under another name', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const alias = join(await bench.makeFolder(), 'alias');
    await symlink(folder, alias);
    const owner = await bench.start(folder);
    for (const name of [folder, alias]) {
      const refusal = await bench.start(name).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ thrown: 'DataFolderInUseError' });
      expect(refusal).toMatchObject({ message: expect.stringMatching(/DATA_DIR.*DATABASE_URL/) });
      expect(refusal).toMatchObject({ message: expect.stringContaining(folder) });
    }
    expect(await query(owner.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  test('is refused to a second start in the same process, and free again after a stop', async () => {
    const bench = openWorkbench();
    const options = { dataDir: await bench.makeFolder(), database: 'bonafide', log: () => {} };
    const first = await startEmbeddedPostgres(options);
    try {
      await expect(startEmbeddedPostgres(options)).rejects.toThrow(DataFolderInUseError);
      await expect(bench.start(options.dataDir)).rejects.toThrow('in use by another running server');
    } finally {
      await first.stop();
    }
    const second = await startEmbeddedPostgres(options);
    await second.stop();
  });

  test('is given to exactly one of four servers that start on it at once', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const starts = await Promise.allSettled(Array.from({ length: 4 }, () => bench.start(folder)));
    const refusals = starts.filter((start) => start.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refusals).toHaveLength(3);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(OwnerFailedError);
      expect(refusal).toMatchObject({ thrown: 'DataFolderInUseError' });
    }
  });

  test('is refused to a second server even when its lock file was deleted', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const owner = await bench.start(folder);
    await rm(join(folder, 'owner.lock'));
    await expect(bench.start(folder)).rejects.toThrow('in use by another running server');
    expect(await query(owner.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });
});
