import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../src/database/database.ts';
import { deleteOldDeliveries } from '../../src/database/stores/webhook-retention.ts';
import type { TestClient } from '../support/client.ts';
import { disableEndpoint, endpointOf, register, sendTest } from './webhook-operations.ts';
import { deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
let database: Database;
let service: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld();
  database = await createDatabase({ url: world.server.databaseUrl, maxConnections: 2, onWarning: () => {} });
  service = await world.newService();
});
afterAll(async () => {
  await database.close();
  await world.close();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
const age = (endpoint: string, days: number) =>
  world.database.rows('update webhook_delivery set created_at = $1 where endpoint_id = $2', [daysAgo(days), endpoint]);

/** An endpoint with one delivery, answered with this status. */
async function deliveredTo(path: string, status: number): Promise<string> {
  world.receiver.answerWith(() => status);
  const url = new URL(path, world.receiver.url).href;
  const { id } = await register(service, url, { eventTypes: ['VERIFICATION_WITHDRAWN'] });
  await service.data(sendTest, { input: { endpoint: id } });
  await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
  return id;
}

it('old deliveries go with their attempts and messages; young ones and what is pending stay', async () => {
  const old = await deliveredTo('/old', 204);
  const young = await deliveredTo('/young', 204);
  const pending = await deliveredTo('/pending', 500);
  await age(old, 31);
  await age(young, 29);
  await age(pending, 31);
  expect(await deleteOldDeliveries(database.session(), daysAgo(30), 500)).toBe(1);
  expect(await deleteOldDeliveries(database.session(), daysAgo(30), 500)).toBe(0);
  const left = await Promise.all([old, young, pending].map((id) => endpointOf(service, id)));
  expect(left.map((endpoint) => endpoint.deliveries.length)).toEqual([0, 1, 1]);
  const [count] = await world.database.rows(
    'select (select count(*) from webhook_message) as messages, (select count(*) from webhook_attempt) as attempts',
  );
  expect(count).toEqual({ messages: '2', attempts: '2' });
});

it('what is kept for an endpoint that has been disabled all the time goes as well', async () => {
  const [short, long] = [await deliveredTo('/short', 500), await deliveredTo('/long', 500)];
  for (const id of [short, long]) {
    await service.data(disableEndpoint, { input: { endpoint: id } });
    await age(id, 40);
  }
  await world.database.rows('update webhook_endpoint set disabled_at = $1 where id = $2', [daysAgo(31), long]);
  expect(await deleteOldDeliveries(database.session(), daysAgo(30), 500)).toBe(1);
  expect((await endpointOf(service, short)).deliveries).toHaveLength(1);
  expect((await endpointOf(service, long)).deliveries).toHaveLength(0);
});

it('a message stays as long as one of its deliveries', async () => {
  world.receiver.answerWith(() => 204);
  const other = await world.newService();
  const ids = [];
  for (const path of ['/one', '/other']) {
    const url = new URL(path, world.receiver.url).href;
    ids.push((await register(other, url, { eventTypes: ['MEMBERSHIP_CHANGED'] })).id);
  }
  await world.changeMembership(100_000);
  const kept = await Promise.all(ids.map((id) => deliveriesWhen(other, id, ([one]) => one?.status === 'DELIVERED')));
  const [message] = new Set(kept.flat().map((one) => one.messageId));
  await age(ids[0] ?? '', 31);
  expect(await deleteOldDeliveries(database.session(), daysAgo(30), 500)).toBe(1);
  expect(await world.database.count('webhook_message', 'id', message ?? '')).toBe(1);
  await age(ids[1] ?? '', 31);
  expect(await deleteOldDeliveries(database.session(), daysAgo(30), 500)).toBe(1);
  expect(await world.database.count('webhook_message', 'id', message ?? '')).toBe(0);
});
