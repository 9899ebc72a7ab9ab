import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { endpointOf, register, rotateSecret, sendTest } from './webhook-operations.ts';
import { verified, type ReceivedWebhook } from './webhook-receiver.ts';
import { startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const start = new Date();

let world: WebhookWorld;
let service: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld({ now: start });
  service = await world.newService();
});
afterAll(() => world.close());

async function rotate(endpoint: string) {
  const { rotateWebhookSecret: answer } = await service.data(rotateSecret, { input: { endpoint } });
  if (answer.__typename !== 'RotateWebhookSecretSuccess') throw new Error(answer.message);
  return answer;
}

/** The next test message that the endpoint is sent. */
async function nextMessage(endpoint: string): Promise<ReceivedWebhook> {
  const { sendTestWebhook: answer } = await service.data(sendTest, { input: { endpoint } });
  if (answer.__typename !== 'SendTestWebhookSuccess') throw new Error(answer.message);
  const { messageId } = answer.delivery;
  const [message] = await world.receiver.waitFor(1, (webhook) => webhook.headers['webhook-id'] === messageId);
  if (message === undefined) throw new Error('nothing arrived');
  return message;
}

it('a test tells its endpoint’s id, and is logged like any other message', async () => {
  const { id, secret } = await register(service, world.receiver.url);
  const message = await nextMessage(id);
  expect(verified(secret, message)).toEqual({
    type: 'webhook.test',
    timestamp: start.toISOString(),
    data: { endpoint: id },
  });
  const [delivery] = (await endpointOf(service, id)).deliveries;
  expect(delivery).toMatchObject({
    messageId: message.headers['webhook-id'],
    eventType: null,
    cursor: null,
    member: null,
    verification: null,
  });
});

it('while a secret is rotated both verify, then the new one alone', async () => {
  const { id, secret: old } = await register(service, world.receiver.url);
  const { secret: fresh, endpoint } = await rotate(id);
  expect(fresh).toMatch(/^whsec_/);
  const until = new Date(start.getTime() + 24 * 3_600_000).toISOString();
  expect(endpoint.secretRotation).toEqual({ previousSecretValidUntil: until });
  const during = await nextMessage(id);
  expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [old, fresh]) expect(() => verified(secret, during)).not.toThrow();

  world.server.setNow(new Date(until));
  const { headers, body } = await nextMessage(id);
  const signature = new Webhook(fresh).sign(headers['webhook-id'] ?? '', new Date(until), body);
  expect(headers['webhook-signature']).toBe(signature);
  expect((await endpointOf(service, id)).secretRotation).toBeNull();
  world.server.setNow(start);
});

it('a secret that was rotated twice no longer verifies', async () => {
  const { id, secret: leaked } = await register(service, world.receiver.url);
  const { secret: first } = await rotate(id);
  const { secret: second } = await rotate(id);
  const message = await nextMessage(id);
  for (const secret of [first, second]) expect(() => verified(secret, message)).not.toThrow();
  expect(() => verified(leaked, message)).toThrow('No matching signature');
});
