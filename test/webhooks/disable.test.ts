import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { auditTrail } from '../support/supervisor-operations.ts';
import {
  disableEndpoint,
  enableEndpoint,
  endpointOf,
  readEndpoints,
  register,
  sendTest,
} from './webhook-operations.ts';
import { dataOf, deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const DAY = 24 * 60 * 60 * 1000;
// The server's clock stands, and ahead of the database's: so what is to be sent again waits for `passTime`.
const start = new Date(Date.now() + DAY);
const after = (days: number) => new Date(start.getTime() + days * DAY);

let world: WebhookWorld;
let service: TestClient;
let operator: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld({ now: start });
  operator = await world.server.signIn('OPERATOR');
});
afterAll(() => world.close());
beforeEach(async () => {
  world.server.setNow(start);
  service = await world.newService();
});

/** An endpoint of a path and a contact of its own. */
async function endpointAt(name: string, ordered = false) {
  const path = `/${name}`;
  const contactEmail = `${name}@shop.example`;
  const url = new URL(`${path}?token=hush`, world.receiver.url).href;
  const { id } = await register(service, url, { contactEmail, ordered, eventTypes: ['MEMBERSHIP_CHANGED'] });
  const received = () => world.receiver.received.filter((webhook) => webhook.path.startsWith(`${path}?`));
  return { id, contactEmail, path, received };
}

/** Answers so at a path, and takes everything elsewhere. */
function answerAt(path: string, status: () => number) {
  world.receiver.answerWith((webhook) => (webhook.path.startsWith(`${path}?`) ? status() : 204));
}

const mailsTo = (address: string) => world.server.mails.mails.filter((mail) => mail.to === address);

describe('an endpoint that has only failed for five days', () => {
  it('is disabled, its contact is mailed, nothing is lost, and enabling it sends what was kept', async () => {
    let status = 500;
    const { id, contactEmail, path, received } = await endpointAt('failing');
    answerAt(path, () => status);
    const kept = await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);

    world.server.setNow(after(4.99));
    await world.passTime();
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 2);
    expect(await endpointOf(service, id)).toMatchObject({ status: 'ENABLED', failingSince: start.toISOString() });
    expect(mailsTo(contactEmail)).toEqual([]);

    world.server.setNow(after(5));
    await world.passTime();
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 3);
    expect(await endpointOf(service, id)).toMatchObject({
      status: 'DISABLED',
      disabledCause: 'FAILING',
      disabledAt: after(5).toISOString(),
      deliveries: [{ status: 'PENDING', nextAttemptAt: null }],
    });
    const mail = await world.server.mails.waitFor(contactEmail, /no longer sends webhooks to 127\.0\.0\.1:\d+$/);
    expect(mail.text).toContain(id);
    expect(mail.text).toContain('For days it has taken no message at all.');
    expect(mail.text).toContain('enableWebhookEndpoint');
    expect(mail.text).not.toContain('hush');

    // Neither what was kept nor what happens meanwhile is sent.
    await world.changeMembership(100_000);
    await world.passTime();
    expect(await service.data(sendTest, { input: { endpoint: id } })).toMatchObject({
      sendTestWebhook: { __typename: 'WebhookEndpointDisabled' },
    });
    expect((await endpointOf(service, id)).deliveries).toHaveLength(1);
    expect(received()).toHaveLength(3);

    status = 204;
    const { enableWebhookEndpoint: answer } = await service.data(enableEndpoint, { input: { endpoint: id } });
    expect(answer).toMatchObject({
      endpoint: { status: 'ENABLED', disabledAt: null, disabledCause: null, failingSince: null },
    });
    await deliveriesWhen(service, id, ([one]) => one?.status === 'DELIVERED');
    expect(received().map((webhook) => dataOf(webhook).data['member'])).toEqual([kept, kept, kept, kept]);
    expect(mailsTo(contactEmail)).toHaveLength(1);
  });

  it('is not disabled when something was delivered in between', async () => {
    let status = 500;
    const { id, path } = await endpointAt('flaky');
    answerAt(path, () => status);
    await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    world.server.setNow(after(3));
    status = 204;
    await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([newest]) => newest?.status === 'DELIVERED');
    status = 500;
    world.server.setNow(after(6));
    await world.passTime();
    await deliveriesWhen(service, id, (all) => (all.at(-1)?.attempts.length ?? 0) > 1);
    expect((await endpointOf(service, id)).status).toBe('ENABLED');
  });
});

describe('an endpoint is disabled as well', () => {
  it('when a message used its attempts up and nothing was delivered since', async () => {
    const { id, contactEmail, path } = await endpointAt('exhausted');
    answerAt(path, () => 500);
    await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    await world.database.rows('update webhook_delivery set tries = 9 where endpoint_id = $1', [id]);
    await world.passTime();
    await deliveriesWhen(service, id, ([one]) => one?.status === 'FAILED');
    expect(await endpointOf(service, id)).toMatchObject({ status: 'DISABLED', disabledCause: 'ATTEMPTS_EXHAUSTED' });
    const mail = await world.server.mails.waitFor(contactEmail, /no longer sends/);
    expect(mail.text).toContain('as often as we try');
  });

  it('at once when it answers 410 Gone; what it did not take is kept', async () => {
    let status = 410;
    const { id, contactEmail, path } = await endpointAt('gone', true);
    answerAt(path, () => status);
    await world.changeMembership(100_000, 900_000);
    await deliveriesWhen(service, id, (all) => all.at(-1)?.attempts.length === 1);
    expect(await endpointOf(service, id)).toMatchObject({ status: 'DISABLED', disabledCause: 'GONE' });
    await world.server.mails.waitFor(contactEmail, /no longer sends/);
    status = 200;
    await service.data(enableEndpoint, { input: { endpoint: id } });
    const kept = await deliveriesWhen(service, id, (all) => all.every((one) => one.status === 'DELIVERED'));
    expect(kept.at(-1)?.attempts.map((one) => one.statusCode)).toEqual([410, 200]);
  });

  it('by its service, who is not mailed about it, and twice is once', async () => {
    const { id, contactEmail, path } = await endpointAt('paused');
    answerAt(path, () => 500);
    await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    for (const days of [0, 1]) {
      world.server.setNow(after(days));
      const { disableWebhookEndpoint: answer } = await service.data(disableEndpoint, { input: { endpoint: id } });
      expect(answer).toMatchObject({
        endpoint: { status: 'DISABLED', disabledCause: 'OWNER', disabledAt: start.toISOString() },
      });
    }
    answerAt(path, () => 204);
    for (const _ of ['once', 'twice']) await service.data(enableEndpoint, { input: { endpoint: id } });
    await deliveriesWhen(service, id, ([one]) => one?.status === 'DELIVERED');
    expect(mailsTo(contactEmail)).toEqual([]);
  });

  it('by an operator, who sees everybody’s; its contact is mailed', async () => {
    const { id, contactEmail } = await endpointAt('stopped');
    const { webhookEndpoints } = await operator.data(readEndpoints, {});
    expect(webhookEndpoints.map((one) => one.id)).toContain(id);
    await operator.data(disableEndpoint, { input: { endpoint: id } });
    expect(await endpointOf(service, id)).toMatchObject({ status: 'DISABLED', disabledCause: 'OPERATOR' });
    const mail = await world.server.mails.waitFor(contactEmail, /no longer sends/);
    expect(mail.text).toContain('The operator disabled it.');
    await operator.data(enableEndpoint, { input: { endpoint: id } });
    expect((await endpointOf(service, id)).status).toBe('ENABLED');
  });
});

it('the audit trail keeps who registered, disabled and enabled which endpoint, without the path of its address', async () => {
  const { id } = await endpointAt('audited');
  await operator.data(disableEndpoint, { input: { endpoint: id } });
  await service.data(enableEndpoint, { input: { endpoint: id } });
  const reader = await world.server.signIn('REVIEWER');
  const acts = [
    'WEBHOOK_ENDPOINT_REGISTERED' as const,
    'WEBHOOK_ENDPOINT_DISABLED' as const,
    'WEBHOOK_ENDPOINT_ENABLED' as const,
  ];
  const { nodes } = (await reader.data(auditTrail, { filter: { acts }, first: 100 })).auditTrail;
  const about = nodes.filter((entry) => entry.reason?.startsWith(`${id} at http://127.0.0.1:`));
  expect(about.map((entry) => [entry.act, entry.role])).toEqual([
    ['WEBHOOK_ENDPOINT_ENABLED', 'SERVICE'],
    ['WEBHOOK_ENDPOINT_DISABLED', 'OPERATOR'],
    ['WEBHOOK_ENDPOINT_REGISTERED', 'SERVICE'],
  ]);
  expect(JSON.stringify(nodes)).not.toContain('hush');
});
