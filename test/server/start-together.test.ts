import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findProjectRoot } from '../../src/project-root.ts';
import { makeEmptyDatabase, query } from '../database/empty-database.ts';
import { post } from '../support/raw-http.ts';
import { buildServer, makeDataFolder, startProcess, tokenFor, type BuiltServer } from './server-process.ts';

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
});
afterAll(() => built.remove());

it('five servers start at the same moment on one empty database, and all serve', { timeout: 180_000 }, async () => {
  const url = await makeEmptyDatabase();
  const folders = await Promise.all(Array.from({ length: 5 }, makeDataFolder));
  const servers = folders.map((dataDir) => ({
    dataDir,
    ...startProcess(built, { DATA_DIR: dataDir, DATABASE_URL: url, DATABASE_CONNECTIONS: '4' }),
  }));
  const greetings = await Promise.all(servers.map(({ greeting }) => greeting));
  for (const [nth, { url: address }] of greetings.entries()) {
    await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), 20_000);
    const token = await tokenFor(folders[nth] ?? '');
    expect((await post({ url: address, token }, { query: '{ viewer { id } }' })).codes).toEqual([]);
  }
  const shipped = await readdir(join(findProjectRoot(), 'migrations'));
  expect(await query(url, 'select from kysely_migration')).toHaveLength(shipped.length);
  for (const server of servers) server.kill('SIGTERM');
  for (const server of servers) expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
});
