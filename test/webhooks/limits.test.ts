import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import { forgetEvents } from '../../src/database/forget-events.ts';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import type { TestClient } from '../support/client.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { readEndpoints, registerEndpoint, replayEvents, sendTest } from './webhook-operations.ts';

const policy = (text: string) => text.replace('testsPerHour: 60', 'testsPerHour: 2');

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests({ policy });
});
afterAll(() => server.close());

async function register(service: TestClient, path: string): Promise<string> {
  const input = {
    url: `https://hooks.shop.example/${path}`,
    eventTypes: ['VERIFICATION_SUBMITTED' as const],
    contactEmail: 'integrations@shop.example',
  };
  const { registerWebhookEndpoint: answer } = await service.data(registerEndpoint, { input });
  if (answer.__typename !== 'RegisterWebhookEndpointSuccess') throw new Error(answer.message);
  return answer.endpoint.id;
}

async function test(client: TestClient, endpoint: string) {
  return (await client.data(sendTest, { input: { endpoint } })).sendTestWebhook;
}

async function page(client: TestClient, variables: { first?: number; after?: string }) {
  return (await client.data(readEndpoints, variables)).webhookEndpoints.map(({ id }) => id);
}

it('a service sends so many tests an hour, over all its endpoints, and hears when it can send the next', async () => {
  const [service, other] = [await server.signIn('SERVICE'), await server.signIn('SERVICE')];
  const [one, two] = [await register(service, 'one'), await register(service, 'two')];
  const foreign = await register(other, 'other');
  // What is not its own costs nothing.
  for (const _ of [1, 2, 3]) expect((await test(service, foreign)).__typename).toBe('WebhookEndpointNotFound');
  expect((await test(service, one)).__typename).toBe('SendTestWebhookSuccess');
  expect((await test(service, two)).__typename).toBe('SendTestWebhookSuccess');
  const refused = await test(service, one);
  if (refused.__typename !== 'TooManyTestWebhooks') throw new Error(refused.__typename);
  const seconds = (Date.parse(refused.retryAfter) - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(3000);
  expect(seconds).toBeLessThanOrEqual(3600);
  expect((await test(other, foreign)).__typename).toBe('SendTestWebhookSuccess');
});

it('endpoints are read page by page, by their ids', async () => {
  const service = await server.signIn('SERVICE');
  const ids = [await register(service, 'a'), await register(service, 'b'), await register(service, 'c')];
  expect(await page(service, {})).toEqual(ids);
  expect(await page(service, { first: 2 })).toEqual(ids.slice(0, 2));
  expect(await page(service, { first: 2, after: ids[1] ?? '' })).toEqual(ids.slice(2));
  expect(await page(service, { after: ids[2] ?? '' })).toEqual([]);
  const operator = await server.signIn('OPERATOR');
  const all = await page(operator, {});
  expect(all).toEqual([...(await page(operator, { first: 4 })), ...(await page(operator, { after: all[3] ?? '' }))]);
  for (const first of [0, -1, 101]) {
    const answer = await operator.run(readEndpoints, { first });
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  }
});

it('a replay from before what is kept says that it is not complete', async () => {
  const service = await server.signIn('SERVICE');
  const endpoint = await register(service, 'replay');
  const replay = async (after: string) => {
    const { replayWebhookEvents: answer } = await service.data(replayEvents, { input: { endpoint, after } });
    if (answer.__typename !== 'ReplayWebhookEventsSuccess') throw new Error(answer.message);
    return answer;
  };
  await submitVerification(server);
  const whole = await replay(toCursor(LOG_BEGINNING));
  expect(whole).toMatchObject({ complete: true, hasMore: false });
  await submitVerification(server);
  const database = await createDatabase({ url: server.databaseUrl, maxConnections: 1, onWarning: () => undefined });
  const soon = new Date(Date.now() + 60_000);
  // What a running transaction could still come before is not forgotten yet.
  await expect
    .poll(() => database.transaction((session) => forgetEvents(session, soon, 1000)), { timeout: 10_000 })
    .toBe(0);
  await database.close();
  expect(await replay(whole.through)).toMatchObject({ complete: false, queued: 0 });
  await submitVerification(server);
  const rest = await replay(toCursor(LOG_BEGINNING));
  expect(rest).toMatchObject({ complete: false });
  expect(rest.queued + rest.alreadyPending).toBe(1);
  expect(await replay(rest.through)).toMatchObject({ complete: true, queued: 0 });
});
