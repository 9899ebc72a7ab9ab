import { mkdtemp, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startTestCluster } from '../support/test-cluster.ts';
import { startOwner } from './database-owner.ts';
import { query } from './workbench.ts';

describe('the cluster of a test run', { timeout: 60_000 }, () => {
  test('is fast instead of safe, and leaves nothing behind', async () => {
    const cluster = await startTestCluster();
    const [settings] = await query(
      cluster.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('max_connections') AS connections,
        current_setting('data_directory') AS folder`,
    );
    expect(settings).toMatchObject({ fsync: 'off', connections: '300' });
    const folder = String(settings?.['folder']);
    await stat(folder);
    await cluster.stop();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  test('clears away what a killed run left an hour ago, and leaves those alone that run', async () => {
    const prefix = join(tmpdir(), 'bonafide-test-cluster-');
    const killed = await startOwner(await mkdtemp(prefix));
    const busy = await startOwner(await mkdtemp(prefix));
    await killed.kill();
    const anHourAgo = new Date(Date.now() - 3_600_000);
    for (const owner of [killed, busy]) await utimes(owner.dataDir, anHourAgo, anHourAgo);

    const cluster = await startTestCluster();
    await cluster.stop();
    await expect(stat(killed.dataDir)).rejects.toThrow('ENOENT');
    await expect(query(killed.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    expect(await query(busy.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);

    await busy.kill();
    await utimes(busy.dataDir, anHourAgo, anHourAgo);
    await (await startTestCluster()).stop();
    await expect(stat(busy.dataDir)).rejects.toThrow('ENOENT');
  });
});
