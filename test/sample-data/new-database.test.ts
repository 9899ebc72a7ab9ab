import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deps } from '../../src/application/deps.ts';
import { loadSampleData } from '../../src/sample-data/load-sample-data.ts';
import { readDatabase } from '../support/database-reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createSeparateDeps, sampleFiles } from './separate-deps.ts';

let database: TestDatabase;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  database = await createTestDatabase();
  closers = [];
});
afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  await database.drop();
});

async function makeDeps(): Promise<Deps> {
  const { deps, close } = await createSeparateDeps(database.url);
  closers.push(close);
  return deps;
}

async function countRows(table: string): Promise<unknown> {
  const reader = await readDatabase(database.url);
  const [row] = await reader.rows(`select count(*)::int as count from ${table}`);
  await reader.close();
  return row?.['count'];
}

describe('sample data', () => {
  it('is loaded once when three servers come to a new database at once', async () => {
    const servers = await Promise.all([makeDeps(), makeDeps(), makeDeps()]);
    const loaded = await Promise.all(servers.map((deps) => loadSampleData(deps, sampleFiles)));
    expect(loaded.filter((did) => did)).toHaveLength(1);
    expect(await countRows('decision')).toBe(2);
  });

  it('is loaded whole or not at all, and says how to do without', async () => {
    const deps = await makeDeps();
    const materials = { ...deps.policy.materials, maxFileBytes: 15_000 };
    const strict = { ...deps, policy: { ...deps.policy, materials } };
    await expect(loadSampleData(strict, sampleFiles)).rejects.toThrow('SAMPLE_DATA=false');
    expect(await countRows('member')).toBe(0);
    expect(await countRows('graphile_worker._private_jobs')).toBe(0);
    expect(await loadSampleData(deps, sampleFiles)).toBe(true);
    expect(await countRows('member')).toBeGreaterThan(5);
  });
});
