import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openEventStream } from '../support/event-stream.ts';
import { post } from '../support/raw-http.ts';
import { openSocket } from '../push/socket.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { buildServer, makeDataFolder, startProcess, tokenFor, type BuiltServer } from './server-process.ts';

const VIEWER = { query: '{ viewer { id } }' };
const FOLLOW = 'subscription { membershipChanged { cursor } }';

let built: BuiltServer;
let database: TestDatabase;
beforeAll(async () => {
  [built, database] = await Promise.all([buildServer(), createTestDatabase()]);
});
afterAll(async () => {
  await built.remove();
  await database.drop();
});

/** A server that will drain so long, and somebody who follows over each of the two ways. */
async function start(seconds: number) {
  const dataDir = await makeDataFolder();
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, DRAIN_SECONDS: String(seconds) };
  const server = startProcess(built, env);
  const { url } = await server.greeting;
  const token = await tokenFor(dataDir);
  const socket = await openSocket(url);
  await socket.init(token);
  socket.subscribe('1', FOLLOW);
  const stream = await openEventStream(url, { token, query: FOLLOW });
  return { server, url, token, socket, stream };
}

const untilDraining = (url: string) =>
  vi.waitFor(async () => {
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toMatchObject([503, { status: 'draining', draining: true }]);
  });

it('a server that is told to stop serves on until it has drained, and stops at once when it is told again', async () => {
  const { server, url, token, socket, stream } = await start(600);
  const before = await post({ url, token }, VIEWER);
  expect(before.headers.get('connection')).toBe('keep-alive');

  server.kill('SIGTERM');
  await untilDraining(url);
  // Each answer sends its connection away; who follows is not disturbed, and who comes is served.
  const meanwhile = await post({ url, token }, VIEWER);
  expect([meanwhile.status, meanwhile.codes, meanwhile.headers.get('connection')]).toEqual([200, [], 'close']);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  socket.send({ type: 'ping' });
  expect(await socket.next()).toMatchObject({ type: 'pong' });
  const another = await openEventStream(url, { token, query: FOLLOW });
  expect(another.status).toBe(200);
  const late = await openSocket(url);
  expect(await late.init(token)).toMatchObject({ type: 'connection_ack' });

  const told = performance.now();
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 1, stderr: '' });
  expect(performance.now() - told).toBeLessThan(3000);
  await expect(stream.next()).rejects.toThrow('terminated');
});

it.for(['SIGTERM', 'SIGINT'] as const)(
  'a server that has drained after %s sends those who follow elsewhere, and ends',
  async (signal) => {
    const { server, url, socket, stream } = await start(1);
    const told = performance.now();
    server.kill(signal);
    await untilDraining(url);
    expect(await socket.ended).toMatchObject({ code: 1012 });
    expect(performance.now() - told).toBeGreaterThan(900);
    // Without complete: the client comes back.
    expect(await stream.next()).toBeUndefined();
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  },
);

it('a server without a time to drain ends at once', async () => {
  const { server, socket, stream } = await start(0);
  server.kill('SIGTERM');
  expect(await socket.ended).toMatchObject({ code: 1012 });
  expect(await stream.next()).toBeUndefined();
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
});

it('a request that was still on its way when the server began to stop is answered', async () => {
  const { server, url, token, socket } = await start(0);
  const { hostname, port, host } = new URL(url);
  const connection = connect(Number(port), hostname);
  let answer = '';
  connection.setEncoding('utf8').on('data', (text: string) => (answer += text));
  const body = JSON.stringify(VIEWER);
  connection.write(`POST /graphql HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n`);
  // Once another is answered, the server has read the half of this one.
  await post({ url, token }, VIEWER);
  server.kill('SIGTERM');
  await socket.ended;
  connection.write(`Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await once(connection, 'end');
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain('"viewer":{"id":');
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
});
