import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServerForTests({ patience: { keepAlive: 1000, unsent: 1000 } });
  token = await server.token('BUYER');
});
afterAll(() => server.close());

/** The server's sides of the connections since the test began. */
let connections: Socket[];
const keep = (socket: Socket) => void connections.push(socket);
beforeEach(() => {
  connections = [];
  server.app.server.on('connection', keep);
});
afterEach(() => server.app.server.off('connection', keep));

/** Opens a socket, signs in and follows the own membership, of which nothing will be heard. */
async function follow(options: ClientOptions = {}): Promise<{ client: WebSocket; atServer: Socket }> {
  const client = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
  await once(client, 'open');
  const atServer = connections.at(-1);
  if (atServer === undefined) throw new Error('the server has no connection');
  client.on('error', () => undefined);
  client.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await once(client, 'message');
  const payload = { query: 'subscription { membershipChanged { cursor } }' };
  client.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
  return { client, atServer };
}

const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

it('who answers no ping is cut off, although the connection stands, and who answers stays', async () => {
  const present = await follow();
  const absent = await follow({ autoPong: false });
  const ended = once(absent.client, 'close');
  await closed(absent.atServer);
  expect((await ended)[0]).toBe(1006);
  expect(present.atServer.destroyed).toBe(false);
  // Still there after more pings.
  for (let nth = 0; nth < 2; nth += 1) await once(present.client, 'ping');
  expect(present.atServer.destroyed).toBe(false);
  present.client.terminate();
});

it('who stops to read is cut off, although there is nothing to read', async () => {
  const { client, atServer } = await follow();
  client.pause();
  await closed(atServer);
  expect(atServer.destroyed).toBe(true);
  client.terminate();
});

it('who asks on and on and does not read the answers fills no memory, and is cut off', async () => {
  const { client, atServer } = await follow({ perMessageDeflate: false });
  client.pause();
  const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } });
  let most = 0;
  atServer.on('data', () => (most = Math.max(most, atServer.writableLength)));
  const ended = closed(atServer);
  // 60 MB, far more than what the network takes.
  for (let nth = 0; nth < 1000; nth += 1) client.send(ping);
  await ended;
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(1024 * 1024);
  client.terminate();
});
