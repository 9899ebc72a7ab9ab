import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { endpointOf, readEndpoint, register, retryDelivery } from './webhook-operations.ts';
import { verified, type ReceiverAnswer } from './webhook-receiver.ts';
import { dataOf, deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
let service: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld({ policy: (shipped) => shipped.replace('attempts: 10', 'attempts: 4') });
});
afterAll(() => world.close());
beforeEach(async () => {
  service = await world.newService();
});

/** An endpoint of a path of its own, which answers in turn, then always with the last. */
async function endpointThatAnswers(path: string, ...answers: readonly ReceiverAnswer[]) {
  const seen: string[] = [];
  world.receiver.answerWith((webhook) => {
    if (webhook.path !== path) return 204;
    seen.push(webhook.path);
    return answers[Math.min(seen.length, answers.length) - 1] ?? 204;
  });
  const url = new URL(path, world.receiver.url).href;
  const { id, secret } = await register(service, url, { eventTypes: ['MEMBERSHIP_CHANGED'] });
  const received = (count: number) => world.receiver.waitFor(count, (webhook) => webhook.path === path);
  /** The endpoint's only delivery, once so many attempts are kept. */
  const delivery = async (attempts: number) => {
    const [only] = await deliveriesWhen(service, id, ([one]) => one?.attempts.length === attempts);
    if (only === undefined) throw new Error('there is no delivery');
    return only;
  };
  return { id, secret, received, delivery };
}

/** How long after its last attempt a delivery is sent next, in seconds. */
function pauseOf({ attempts, nextAttemptAt }: Awaited<ReturnType<typeof endpointOf>>['deliveries'][number]): number {
  const last = attempts.at(-1)?.at ?? '';
  return (Date.parse(nextAttemptAt ?? '') - Date.parse(last)) / 1000;
}

describe('a webhook that the receiver refuses', () => {
  it('is sent again after 5 seconds and 5 minutes, with the same id and body, until it is taken', async () => {
    const { id, secret, received, delivery } = await endpointThatAnswers('/again', 500, 503, 201);
    await world.changeMembership(100_000);
    const first = await delivery(1);
    expect(first).toMatchObject({ status: 'PENDING', deliveredAt: null });
    expect(pauseOf(first)).toBeGreaterThanOrEqual(5);
    expect(pauseOf(first)).toBeLessThan(10);
    const { failingSince } = await endpointOf(service, id);
    expect(Date.parse(failingSince ?? '')).toBeGreaterThanOrEqual(Date.parse(first.attempts[0]?.at ?? ''));
    await world.passTime();
    const second = await delivery(2);
    expect(pauseOf(second)).toBeGreaterThanOrEqual(300);
    expect(pauseOf(second)).toBeLessThan(365);
    await world.passTime();
    expect(await delivery(3)).toMatchObject({
      status: 'DELIVERED',
      nextAttemptAt: null,
      attempts: [
        { outcome: 'REFUSED', statusCode: 500, errorCode: null },
        { outcome: 'REFUSED', statusCode: 503 },
        { outcome: 'DELIVERED', statusCode: 201 },
      ],
    });
    const webhooks = await received(3);
    expect(new Set(webhooks.map((webhook) => webhook.body)).size).toBe(1);
    expect(new Set(webhooks.map((webhook) => webhook.headers['webhook-id'])).size).toBe(1);
    for (const webhook of webhooks) {
      expect(verified(secret, webhook)).toEqual(dataOf(webhook));
      // Signed for each attempt anew, or a receiver would take the last one for an old one.
      expect(Math.abs(Number(webhook.headers['webhook-timestamp']) - webhook.at / 1000)).toBeLessThan(5);
    }
    expect((await endpointOf(service, id)).failingSince).toBeNull();
  });

  it('is sent without its pauses when its service wants that', async () => {
    const { received, delivery } = await endpointThatAnswers('/soon', 500, 204);
    await world.changeMembership(100_000);
    const { id } = await delivery(1);
    const { retryWebhookDelivery: answer } = await service.data(retryDelivery, { input: { delivery: id } });
    expect(answer).toMatchObject({ delivery: { id, status: 'PENDING' } });
    expect((await delivery(2)).status).toBe('DELIVERED');
    expect(await received(2)).toHaveLength(2);
    expect(await service.data(retryDelivery, { input: { delivery: id } })).toMatchObject({
      retryWebhookDelivery: { __typename: 'WebhookDeliveryDelivered' },
    });
  });

  it('fails after the policy’s attempts, and starts again when its service wants that', async () => {
    const { id, received, delivery } = await endpointThatAnswers('/fails', 500, 500, 500, 500, 204);
    await world.changeMembership(100_000);
    const first = await delivery(1);
    for (const attempts of [2, 3]) {
      await world.passTime();
      await delivery(attempts);
    }
    // As if another message had arrived meanwhile: or else the endpoint would be disabled.
    await world.database.rows('update webhook_endpoint set failing_since = now() where id = $1', [id]);
    await world.passTime();
    const failed = await delivery(4);
    expect(failed).toMatchObject({ status: 'FAILED', nextAttemptAt: null, deliveredAt: null });
    expect((await endpointOf(service, id)).status).toBe('ENABLED');
    const { webhookEndpoint } = await service.data(readEndpoint, { id, status: 'FAILED' });
    expect(webhookEndpoint?.deliveries.nodes.map((one) => one.id)).toEqual([first.id]);
    await service.data(retryDelivery, { input: { delivery: first.id } });
    expect((await delivery(5)).status).toBe('DELIVERED');
    const ids = (await received(5)).map((webhook) => webhook.headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([first.messageId]));
  });
});

describe('a receiver that asks to wait', () => {
  it.each([
    [429, '120', 120],
    [503, '600', 600],
    [503, '999999', 86_400],
    // Only these two statuses ask for it.
    [500, '600', 5],
    // Sooner than planned is not asked for.
    [429, '1', 5],
  ])('with %i and Retry-After: %s is left alone for %i seconds', async (status, retryAfter, seconds) => {
    const path = `/wait-${status}-${retryAfter}`;
    const { delivery } = await endpointThatAnswers(path, (response) => {
      response.writeHead(status, { 'retry-after': retryAfter }).end();
    });
    await world.changeMembership(100_000);
    const pause = pauseOf(await delivery(1));
    expect(pause).toBeGreaterThanOrEqual(seconds);
    expect(pause).toBeLessThan(seconds * 1.2 + 5);
  });
});

describe('an answer', () => {
  it('that leads elsewhere is not followed', async () => {
    const target = new URL('/elsewhere', world.receiver.url).href;
    const { delivery } = await endpointThatAnswers('/redirects', (response) => {
      response.writeHead(307, { location: target }).end();
    });
    await world.changeMembership(100_000);
    expect(await delivery(1)).toMatchObject({ status: 'PENDING', attempts: [{ outcome: 'REFUSED', statusCode: 307 }] });
    expect(world.receiver.received.filter((webhook) => webhook.path === '/elsewhere')).toEqual([]);
  });

  it('that never ends is not read to its end', async () => {
    const { delivery } = await endpointThatAnswers('/endless', (response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    await world.changeMembership(100_000);
    const delivered = await delivery(1);
    expect(delivered.status).toBe('DELIVERED');
    expect(delivered.attempts[0]?.durationMs).toBeLessThan(5000);
  });

  it('that is none is a failure that names its cause', async () => {
    const { delivery } = await endpointThatAnswers('/hangs-up', (response) => response.destroy());
    await world.changeMembership(100_000);
    expect((await delivery(1)).attempts).toMatchObject([
      { outcome: 'UNREACHABLE', statusCode: null, errorCode: 'ECONNRESET' },
    ]);
  });

  it('that does not come is waited for, but not for longer than 15 seconds', async () => {
    const { delivery } = await endpointThatAnswers('/silent', 'hang');
    await world.changeMembership(100_000);
    const { attempts } = await delivery(1);
    expect(attempts).toMatchObject([{ outcome: 'TIMED_OUT', statusCode: null }]);
    expect(attempts[0]?.durationMs).toBeGreaterThan(14_000);
    expect(attempts[0]?.durationMs).toBeLessThan(20_000);
  });
});

it('a receiver that lets us wait holds up no other service, and no mail', async () => {
  let [open, most] = [0, 0];
  const slow = await endpointThatAnswers('/slow', (response) => {
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
  });
  await Promise.all(Array.from({ length: 8 }, () => world.changeMembership(100_000)));
  await slow.received(4);
  const other = await world.newService();
  const { id } = await register(other, new URL('/quick', world.receiver.url).href);
  await world.changeMembership(100_000);
  await deliveriesWhen(other, id, ([one]) => one?.status === 'DELIVERED');
  const { email } = await submitVerification(world.server);
  await world.server.mails.waitFor(email, /received/);
  expect(most).toBe(4);
});
