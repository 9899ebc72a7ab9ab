import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerHealth, type HealthOptions } from '../../src/http/health.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let proxy: CuttableProxy;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await openCuttableProxy(database.url);
  server = await startServerForTests({ env: { DATABASE_URL: proxy.url } });
});
afterAll(async () => {
  await server.close();
  await proxy.cut();
  await database.drop();
});

async function readiness(url = server.url) {
  const asked = performance.now();
  const response = await fetch(`${url}/readyz`);
  const says: unknown = await response.json();
  return { status: response.status, says, milliseconds: performance.now() - asked };
}

const well = { status: 200, says: { status: 'ok', database: 'ok', events: 'ok', draining: false } };

it('a server that is well is ready', async () => {
  expect(await readiness()).toMatchObject(well);
});

it('a server whose database says nothing any more is not, and says within two seconds what is not well', async () => {
  proxy.freeze();
  const { status, says, milliseconds } = await readiness();
  expect([status, says]).toMatchObject([503, { status: 'unavailable', database: 'unreachable' }]);
  expect(milliseconds).toBeLessThan(2000);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  // Nor are events read meanwhile.
  await vi.waitFor(async () => expect((await readiness()).says).toMatchObject({ events: 'behind' }), 20_000);

  proxy.thaw();
  await vi.waitFor(async () => expect(await readiness()).toMatchObject(well), 20_000);
});

describe('a server of which', () => {
  const wellParts: HealthOptions = {
    isDatabaseReachable: async () => true,
    isFollowerCurrent: () => true,
    isJobRunnerRunning: () => true,
    isDraining: () => false,
  };
  const allWell = { status: 'ok', database: 'ok', events: 'ok', jobs: 'ok', draining: false };

  it.each<[what: string, parts: Partial<HealthOptions>, status: number, says: object]>([
    ['all is well', {}, 200, {}],
    [
      'the database never answers',
      { isDatabaseReachable: () => new Promise(() => {}) },
      503,
      { status: 'unavailable', database: 'unreachable' },
    ],
    [
      'the database can’t even be asked',
      { isDatabaseReachable: () => Promise.reject(new Error('secret')) },
      503,
      { status: 'unavailable', database: 'unreachable' },
    ],
    ['the events are behind', { isFollowerCurrent: () => false }, 503, { status: 'unavailable', events: 'behind' }],
    ['the jobs have stopped', { isJobRunnerRunning: () => false }, 503, { status: 'unavailable', jobs: 'stopped' }],
    ['all is well, and which drains', { isDraining: () => true }, 503, { status: 'draining', draining: true }],
    [
      'something is not well, and which drains',
      { isDraining: () => true, isFollowerCurrent: () => false },
      503,
      { status: 'draining', draining: true, events: 'behind' },
    ],
  ])('%s', async (_what, parts, status, says) => {
    const app = fastify();
    registerHealth(app, { ...wellParts, ...parts });
    const answer = await readiness(await app.listen());
    await app.close();
    expect(answer).toMatchObject({ status, says: { ...allWell, ...says } });
    expect(answer.milliseconds).toBeLessThan(2000);
  });
});
