import { once } from 'node:events';
import { connect } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { findPostmaster } from '../../src/database/embedded/find-postmaster.ts';
import { openCuttableProxy } from '../support/cuttable-proxy.ts';
import { post } from '../support/raw-http.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { buildServer, makeDataFolder, startProcess, tokenFor, type BuiltServer } from './server-process.ts';

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
});
afterAll(() => built.remove());

const viewer = '{ viewer { id identityType } }';
const declare =
  'mutation { declareIdentity(input: { identity: { wholesaler: { companyName: "Kept GmbH", productCategories: "Tools" } } }) { __typename } }';

describe('a server with a database of its own', () => {
  it('runs beside another, and keeps a second one off its data', async () => {
    const [dataDir, otherDir] = [await makeDataFolder(), await makeDataFolder()];
    const [server, other] = [{ dataDir }, { dataDir: otherDir }].map((copy) =>
      startProcess(built, { DATA_DIR: copy.dataDir, SAMPLE_DATA: 'false' }),
    );
    if (!server || !other) throw new Error('two were started');
    const [{ url }, { url: otherUrl }] = await Promise.all([server.greeting, other.greeting]);
    expect(url).not.toBe(otherUrl);
    await post({ url, token: await tokenFor(dataDir) }, { query: declare });
    const answer = await post({ url: otherUrl, token: await tokenFor(otherDir) }, { query: viewer });
    expect(answer.text).toContain('"identityType":null');

    const third = await startProcess(built, { DATA_DIR: dataDir }).ended;
    expect(third.code).toBe(1);
    expect(third.stderr).toMatch(/^The data folder .+ is in use by another running server\. .+\n$/);
    expect((await post({ url, token: await tokenFor(dataDir) }, { query: viewer })).codes).toEqual([]);
  });

  it('is killed, and the next start has all that was acknowledged', async () => {
    const dataDir = await makeDataFolder();
    const env = { DATA_DIR: dataDir, SAMPLE_DATA: 'false' };
    const killed = startProcess(built, env);
    const { url, databaseLocation } = await killed.greeting;
    const token = await tokenFor(dataDir);
    const declared = await post({ url, token }, { query: declare });
    killed.kill('SIGKILL');
    expect(declared.text).toContain('DeclareIdentitySuccess');
    expect(await killed.ended).toMatchObject({ code: 'SIGKILL' });
    const left = await findPostmaster(databaseLocation);
    expect(left).toBeDefined();

    const next = startProcess(built, env);
    const after = await post({ url: (await next.greeting).url, token }, { query: viewer });
    expect(after.text).toContain('"identityType":"WHOLESALER"');
    expect(await findPostmaster(databaseLocation)).toMatchObject({ pid: left?.pid });

    next.kill('SIGTERM');
    expect(await next.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await findPostmaster(databaseLocation)).toBeUndefined();
  });
});

describe('a server that is told to stop', () => {
  it.for(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers what it is doing, and sends sockets elsewhere',
    async (signal) => {
      const database = await createTestDatabase();
      const dataDir = await makeDataFolder();
      const server = startProcess(built, { DATA_DIR: dataDir, DATABASE_URL: database.url });
      const { url } = await server.greeting;
      const token = await tokenFor(dataDir);
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      await once(socket, 'message');

      const lock = new Client({ connectionString: database.url });
      await lock.connect();
      await lock.query('begin; lock table member in access exclusive mode');
      const answer = post({ url, token }, { query: viewer });
      await vi.waitFor(async () => {
        const { rowCount } = await lock.query(
          "select from pg_locks where relation = 'member'::regclass and not granted",
        );
        expect(rowCount).toBe(1);
      });
      const closed = once(socket, 'close');
      server.kill(signal);
      expect((await closed)[0]).toBe(1012);
      await lock.query('rollback');
      await lock.end();
      expect(await answer).toMatchObject({ status: 200, codes: [] });
      const asked = performance.now();
      expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
      expect(performance.now() - asked).toBeLessThan(5000);
      await database.drop();
    },
  );

  it('does not wait for those who say nothing', async () => {
    const database = await createTestDatabase();
    const server = startProcess(built, { DATA_DIR: await makeDataFolder(), DATABASE_URL: database.url });
    const { host, hostname, port } = new URL((await server.greeting).url);
    // It upgrades by hand and never closes.
    const mute = connect(Number(port), hostname);
    mute.write(
      `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    await once(mute, 'data');
    mute.on('error', () => undefined);
    const asked = performance.now();
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - asked).toBeLessThan(5000);
    mute.destroy();
    await database.drop();
  });

  it('stops although its database is away', async () => {
    const database = await createTestDatabase();
    const proxy = await openCuttableProxy(database.url);
    const server = startProcess(built, { DATA_DIR: await makeDataFolder(), DATABASE_URL: proxy.url });
    await server.greeting;
    await proxy.cut();
    const asked = performance.now();
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - asked).toBeLessThan(5000);
    await database.drop();
  });
});
