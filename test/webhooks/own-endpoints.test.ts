import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import { appendEvents } from '../../src/database/event-log.ts';
import { atOnce } from '../support/at-once.ts';
import { readDatabase } from '../support/database-reader.ts';
import type { Answer, TestClient } from '../support/client.ts';
import {
  changeEndpoint,
  contactEmail,
  disableEndpoint,
  enableEndpoint,
  endpointOf,
  readEndpoint,
  readEndpoints,
  register,
  registerEndpoint,
  removeEndpoint,
  replayEvents,
  retryDelivery,
  rotateSecret,
  sendTest,
} from './webhook-operations.ts';
import { deliveriesWhen, PATIENCE, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const NONE = '01890000-0000-7000-8000-000000000000';

type Act = (client: TestClient, id: string) => Promise<Answer<unknown>>;

/** What only an endpoint's owner can do. */
const ownersActs: readonly Act[] = [
  (client, id) => client.run(changeEndpoint, { input: { endpoint: id } }),
  (client, id) => client.run(rotateSecret, { input: { endpoint: id } }),
  (client, id) => client.run(removeEndpoint, { input: { endpoint: id } }),
  (client, id) => client.run(sendTest, { input: { endpoint: id } }),
  (client, id) => client.run(replayEvents, { input: { endpoint: id, after: 'MC4w' } }),
];
/** What an operator can do as well. */
const sharedActs: readonly Act[] = [
  (client, id) => client.run(disableEndpoint, { input: { endpoint: id } }),
  (client, id) => client.run(enableEndpoint, { input: { endpoint: id } }),
];

let world: WebhookWorld;
let owner: TestClient;
let stranger: TestClient;
let operator: TestClient;
let endpoint: string;
let delivery: string;
beforeAll(async () => {
  world = await startWebhookWorld();
  owner = await world.newService();
  stranger = await world.newService();
  operator = await world.server.signIn('OPERATOR');
  world.receiver.answerWith(() => 500);
  endpoint = (await register(owner, world.receiver.url, { eventTypes: ['MEMBERSHIP_CHANGED'] })).id;
  await world.changeMembership(100_000);
  const [one] = await deliveriesWhen(owner, endpoint, ([first]) => first?.attempts.length === 1);
  delivery = one?.id ?? '';
});
afterAll(() => world.close());

describe('another service', () => {
  it('does not see the endpoint, by whatever it asks', async () => {
    expect(await stranger.data(readEndpoints, {})).toEqual({ webhookEndpoints: [] });
    for (const id of [endpoint, endpoint.toUpperCase(), NONE, 'nonsense', '']) {
      expect(await stranger.data(readEndpoint, { id })).toEqual({ webhookEndpoint: null });
    }
  });

  it('can do nothing with it, and is answered as if there were none', async () => {
    for (const act of [...ownersActs, ...sharedActs]) {
      const answers = await Promise.all([endpoint, NONE, 'nonsense'].map((id) => act(stranger, id)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(JSON.stringify(answers[0])).toContain('"__typename":"WebhookEndpointNotFound"');
    }
    for (const id of [delivery, NONE, 'nonsense']) {
      const { retryWebhookDelivery } = await stranger.data(retryDelivery, { input: { delivery: id } });
      expect(retryWebhookDelivery.__typename).toBe('WebhookDeliveryNotFound');
    }
    expect(await endpointOf(owner, endpoint)).toMatchObject({ status: 'ENABLED', secretRotation: null });
  });
});

describe('an operator', () => {
  it('sees everybody’s endpoints and deliveries, and has one sent again', async () => {
    const { webhookEndpoints } = await operator.data(readEndpoints, {});
    expect(webhookEndpoints.map((one) => one.id)).toEqual([endpoint]);
    const { errors } = await operator.run(readEndpoint, { id: endpoint });
    // Whom it is about is not for operators.
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    const { retryWebhookDelivery: answer } = await operator.data(retryDelivery, { input: { delivery } });
    expect(answer.__typename).toBe('RetryWebhookDeliverySuccess');
    await deliveriesWhen(owner, endpoint, ([first]) => first?.attempts.length === 2);
  });

  it('can’t change what is somebody else’s, nor get at its secret', async () => {
    const both = await world.server.signIn(['OPERATOR', 'SERVICE']);
    for (const act of ownersActs) {
      expect((await act(operator, endpoint)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(JSON.stringify(await act(both, endpoint))).toContain('"__typename":"WebhookEndpointNotFound"');
    }
  });
});

it('a service is known by its subject, whatever other roles its token has', async () => {
  const subject = 'integration|shop';
  const plain = await world.server.signIn('SERVICE', { subject });
  const { id } = await register(plain, world.receiver.url);
  const asPerson = await world.server.signIn(['SERVICE', 'BUYER'], { subject });
  expect(await endpointOf(asPerson, id)).toMatchObject({ id, owner: subject });
});

describe('an endpoint', () => {
  const shown = { url: 'https://shop.example/hook', eventTypes: ['VERIFICATION_REVIEWED' as const], contactEmail };

  it('is shown as it was registered, and as it is changed', async () => {
    const service = await world.newService();
    const { id } = await register(service, 'https://Shop.example/hook', {
      eventTypes: ['VERIFICATION_REVIEWED', 'VERIFICATION_REVIEWED'],
      contactEmail: ` ${contactEmail} `,
    });
    const registered = { ...shown, id, ordered: false, status: 'ENABLED', disabledAt: null, failingSince: null };
    expect(await endpointOf(service, id)).toMatchObject({ ...registered, deliveries: [] });
    const { changeWebhookEndpoint: answer } = await service.data(changeEndpoint, {
      input: { endpoint: id, ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] },
    });
    const changed = { ...registered, ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] };
    expect(answer).toMatchObject({ endpoint: changed });
    expect(await service.data(readEndpoints, {})).toMatchObject({ webhookEndpoints: [changed] });
  });

  it('is removed with what is pending', async () => {
    const service = await world.newService();
    const { id } = await register(service, new URL('/removed', world.receiver.url).href);
    await world.changeMembership(100_000);
    await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
    expect(await service.data(removeEndpoint, { input: { endpoint: id } })).toEqual({
      removeWebhookEndpoint: { __typename: 'RemoveWebhookEndpointSuccess', removed: id },
    });
    expect(await service.data(readEndpoint, { id })).toEqual({ webhookEndpoint: null });
    expect(await world.database.count('webhook_delivery', 'endpoint_id', id)).toBe(0);
    await world.passTime();
    await world.changeMembership(100_000);
    expect(world.receiver.received.filter((webhook) => webhook.path === '/removed')).toHaveLength(1);
  });

  it('is removed while something happens, and neither fails', async () => {
    const service = await world.newService();
    const { id } = await register(service, new URL('/raced', world.receiver.url).href);
    const database = await createDatabase({ url: world.server.databaseUrl, maxConnections: 2, onWarning: () => {} });
    const member = await world.changeMembership(100_000);
    let removed: Promise<unknown> = Promise.resolve();
    await database.transaction(async (session) => {
      await appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at: new Date(), memberId: member }]);
      removed = service.data(removeEndpoint, { input: { endpoint: id } });
      await vi.waitFor(async () => {
        expect(await world.database.rows('select from pg_locks where not granted')).not.toEqual([]);
      }, PATIENCE);
    });
    await database.close();
    expect(await removed).toMatchObject({ removeWebhookEndpoint: { removed: id } });
    expect(await world.database.count('webhook_delivery', 'endpoint_id', id)).toBe(0);
    const events = await world.database.rows('select from event where member_id = $1', [member]);
    expect(events).toHaveLength(2);
  });

  it('that is just being removed fails nothing that happens meanwhile', async () => {
    const service = await world.newService();
    const { id } = await register(service, new URL('/going', world.receiver.url).href);
    const removing = await readDatabase(world.server.databaseUrl);
    await removing.rows('begin');
    await removing.rows('delete from webhook_endpoint where id = $1', [id]);
    const happens = world.changeMembership(100_000);
    await vi.waitFor(async () => {
      expect(await world.database.rows('select from pg_locks where not granted')).not.toEqual([]);
    }, PATIENCE);
    await removing.rows('commit');
    await removing.close();
    const member = await happens;
    expect(await world.database.rows('select from event where member_id = $1', [member])).toHaveLength(1);
  });

  it.each([
    ['no type of event', { eventTypes: [] }, ['eventTypes']],
    ['an address that is none', { contactEmail: 'nobody' }, ['contactEmail']],
    ['two addresses', { contactEmail: 'a@shop.example, b@shop.example' }, ['contactEmail']],
    ['neither', { eventTypes: [], contactEmail: '' }, ['eventTypes', 'contactEmail']],
  ])('is refused with %s', async (_what, change, paths) => {
    const service = await world.newService();
    const { registerWebhookEndpoint: answer } = await service.data(registerEndpoint, {
      input: { ...shown, ...change },
    });
    expect(answer).toMatchObject({ __typename: 'InputInvalid', issues: paths.map((path) => ({ path })) });
    const { id } = await register(service, shown.url);
    const { changeWebhookEndpoint: changed } = await service.data(changeEndpoint, {
      input: { endpoint: id, ...change },
    });
    expect(changed).toMatchObject({ __typename: 'InputInvalid', issues: paths.map((path) => ({ path })) });
  });

  it('is refused when its service has ten, however many are registered at once', async () => {
    const service = await world.newService();
    const answers = await atOnce(14, () => service.data(registerEndpoint, { input: shown }));
    const names = answers.map(({ registerWebhookEndpoint: answer }) => answer.__typename);
    expect(names.filter((name) => name === 'RegisterWebhookEndpointSuccess')).toHaveLength(10);
    expect(answers.map(({ registerWebhookEndpoint: answer }) => answer)).toContainEqual(
      expect.objectContaining({ __typename: 'TooManyWebhookEndpoints', limit: 10 }),
    );
    expect((await service.data(readEndpoints, {})).webhookEndpoints).toHaveLength(10);
  });
});
