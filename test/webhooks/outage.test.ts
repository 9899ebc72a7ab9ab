import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ServerResponse } from 'node:http';
import type { TestClient } from '../support/client.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { register, sendTest } from './webhook-operations.ts';
import { deliveriesWhen, PATIENCE, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let shared: TestDatabase;
let proxy: CuttableProxy;
let database: DatabaseReader;
let world: WebhookWorld;
let service: TestClient;
beforeAll(async () => {
  shared = await createTestDatabase();
  proxy = await openCuttableProxy(shared.url);
  world = await startWebhookWorld({ env: { DATABASE_URL: proxy.url } });
  database = await readDatabase(shared.url);
  service = await world.newService();
});
afterAll(async () => {
  await database.close();
  await world.close();
  await proxy.cut();
  await shared.drop();
});

it('what was answered while the database was away is sent again, as the same message', async () => {
  const waiting: ServerResponse[] = [];
  world.receiver.answerWith(() => (response) => void waiting.push(response));
  const { id } = await register(service, world.receiver.url);
  await service.data(sendTest, { input: { endpoint: id } });
  await world.receiver.waitFor(1);
  await proxy.cut();
  waiting[0]?.writeHead(204).end();
  // It tries to write down what came of it, and can't.
  await vi.waitFor(async () => {
    const [left] = await database.rows(`select count(*) from pg_stat_activity where datname = current_database()`);
    expect(left?.['count']).toBe('1');
  }, PATIENCE);
  await proxy.mend();
  world.receiver.answerWith(() => 204);
  // As if its lease had run out, and the minute had passed after which forgotten ones are looked for.
  await database.rows(`update webhook_delivery set leased_until = now(), next_attempt_at = now() - interval '1 hour'`);
  await database.rows(`select graphile_worker.add_job('wake_webhooks')`);
  const [delivery] = await deliveriesWhen(service, id, ([one]) => one?.status === 'DELIVERED');
  expect(delivery?.attempts).toMatchObject([{ outcome: 'DELIVERED' }]);
  const [first, again] = await world.receiver.waitFor(2);
  expect([again?.headers['webhook-id'], again?.body]).toEqual([first?.headers['webhook-id'], first?.body]);
});
