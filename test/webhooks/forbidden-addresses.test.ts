import { createServer as createTcpServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readDatabase } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import {
  changeEndpoint,
  contactEmail,
  register,
  registerEndpoint,
  retryDelivery,
  sendTest,
} from './webhook-operations.ts';
import { deliveriesWhen } from './webhook-world.ts';

let server: TestServer;
let service: TestClient;
/** Something on loopback that webhooks must not reach, and how often it was. */
let inner: Server;
let port: number;
let reached = 0;
beforeAll(async () => {
  server = await startServerForTests();
  service = await server.signIn('SERVICE');
  inner = createTcpServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  inner.listen({ host: '::', port: 0, ipv6Only: false });
  await once(inner, 'listening');
  const address = inner.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
});
afterAll(async () => {
  await server.close();
  inner.close();
});

describe('without the operator’s leave', () => {
  it.each([
    ['http://shop.example/hook', 'NOT_HTTPS'],
    ['https://127.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
    ['https://2130706433/', 'ADDRESS_NOT_PUBLIC'],
    ['https://0x7f.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
    ['https://[::1]/', 'ADDRESS_NOT_PUBLIC'],
    ['https://[::ffff:10.0.0.1]/', 'ADDRESS_NOT_PUBLIC'],
    ['https://[64:ff9b::7f00:1]/', 'ADDRESS_NOT_PUBLIC'],
    ['https://169.254.169.254/latest/meta-data/', 'ADDRESS_NOT_PUBLIC'],
    ['https://100.64.0.1/', 'ADDRESS_NOT_PUBLIC'],
    ['https://192.168.1.1/', 'ADDRESS_NOT_PUBLIC'],
    ['https://me:secret@shop.example/', 'HAS_CREDENTIALS'],
    ['shop.example', 'MALFORMED'],
  ] as const)('%s is refused, when it is registered and when it is changed to', async (url, cause) => {
    const input = { url, eventTypes: ['MEMBERSHIP_CHANGED' as const], contactEmail };
    const { registerWebhookEndpoint: answer } = await service.data(registerEndpoint, { input });
    expect(answer).toMatchObject({ __typename: 'WebhookUrlNotAccepted', cause });
    const other = await server.signIn('SERVICE');
    const { id } = await register(other, 'https://shop.example/');
    const { changeWebhookEndpoint: changed } = await other.data(changeEndpoint, { input: { endpoint: id, url } });
    expect(changed).toMatchObject({ __typename: 'WebhookUrlNotAccepted', cause });
  });

  it('a name that leads to loopback is found out each time that something is sent, and nothing is', async () => {
    const { id } = await register(service, `https://localhost:${port}/hook`);
    await service.data(sendTest, { input: { endpoint: id } });
    const [delivery] = await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    await service.data(retryDelivery, { input: { delivery: delivery?.id ?? '' } });
    const [again] = await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 2);
    const forbidden = { outcome: 'ADDRESS_FORBIDDEN', statusCode: null, errorCode: 'ADDRESS_FORBIDDEN' };
    expect(again).toMatchObject({ status: 'PENDING', attempts: [forbidden, forbidden] });
    expect(reached).toBe(0);
  });

  it('an address that the operator no longer allows is not sent to any more', async () => {
    const { id } = await register(service, 'https://shop.example/');
    const database = await readDatabase(server.databaseUrl);
    await database.rows('update webhook_endpoint set url = $1 where id = $2', [`http://127.0.0.1:${port}/`, id]);
    await database.close();
    await service.data(sendTest, { input: { endpoint: id } });
    const [delivery] = await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    expect(delivery?.attempts).toMatchObject([{ outcome: 'ADDRESS_FORBIDDEN' }]);
    expect(reached).toBe(0);
  });
});
