import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { endpointOf, register } from './webhook-operations.ts';
import { dataOf, deliveriesWhen, PATIENCE, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());

const subject = 'integration|restarted';
/** The service, at wherever the server is by now. */
const service = (): Promise<TestClient> => world.server.signIn('SERVICE', { subject });
const at = (path: string) => world.receiver.received.filter((webhook) => webhook.path === path);
const endpointAt = async (path: string, ordered = false) =>
  register(await service(), new URL(path, world.receiver.url).href, { ordered, eventTypes: ['MEMBERSHIP_CHANGED'] });

it('what waits for its next time when the server stops is sent by the next one', async () => {
  let status = 500;
  world.receiver.answerWith(() => status);
  const { id } = await endpointAt('/waits');
  await world.changeMembership(100_000);
  await deliveriesWhen(await service(), id, ([one]) => one?.attempts.length === 1);
  status = 204;
  await world.server.restart();
  await world.passTime();
  await deliveriesWhen(await service(), id, ([one]) => one?.status === 'DELIVERED');
  expect(new Set(at('/waits').map((webhook) => webhook.headers['webhook-id'])).size).toBe(1);
});

it('what is being sent when the server stops is sent again by the next one, as the same message', async () => {
  let isSilent = true;
  world.receiver.answerWith(() => (isSilent ? 'hang' : 204));
  const { id } = await endpointAt('/cut-off', true);
  await world.changeMembership(100_000, 900_000);
  await vi.waitFor(() => expect(at('/cut-off')).toHaveLength(1), PATIENCE);
  await world.server.restart();
  isSilent = false;
  // Nobody says when the job of the server that ended is free again.
  const reader = await service();
  await vi.waitFor(async () => {
    await world.passTime();
    const kept = (await endpointOf(reader, id)).deliveries;
    expect(kept.map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
  }, PATIENCE);
  expect(at('/cut-off').map((webhook) => dataOf(webhook).data['level'])).toEqual(['SILVER', 'SILVER', 'GOLD']);
  const [first, again] = at('/cut-off');
  expect([again?.headers['webhook-id'], again?.body]).toEqual([first?.headers['webhook-id'], first?.body]);
});

it('what a killed server was sending, and what lost its job, is found and sent', async () => {
  world.receiver.answerWith(() => 204);
  const { id } = await endpointAt('/forgotten');
  const { id: disabled } = await endpointAt('/stays-disabled');
  await world.database.rows('update webhook_endpoint set disabled_at = now(), disabled_cause = $1', ['OWNER']);
  await world.changeMembership(100_000);
  // As a killed server leaves them: half an hour old, one leased by it until a moment ago, none with a job.
  for (const [endpoint, lease] of [
    [id, 'gen_random_uuid()'],
    [id, 'null'],
    [disabled, 'null'],
  ]) {
    await world.database.rows(
      `with sent as (
         insert into webhook_message (id, body) values (gen_random_uuid()::text, '{"type":"webhook.test"}') returning id)
       insert into webhook_delivery (id, endpoint_id, message_id, status, next_attempt_at, lease, leased_until)
       select gen_random_uuid(), $1, id, 'PENDING', now() - interval '30 minutes', ${lease ?? ''},
         case when ${lease ?? ''} is null then null else now() end from sent`,
      [endpoint],
    );
  }
  await world.database.rows('update webhook_endpoint set disabled_at = null, disabled_cause = null where id = $1', [
    id,
  ]);
  // What looks every minute, a little earlier.
  await world.database.rows(`select graphile_worker.add_job('wake_webhooks')`);
  await deliveriesWhen(await service(), id, (all) => all.length === 2 && all.every((one) => one.deliveredAt));
  expect(at('/forgotten')).toHaveLength(2);
  expect((await endpointOf(await service(), disabled)).deliveries).toMatchObject([{ status: 'PENDING', attempts: [] }]);
});

it('forgotten webhooks are looked for every minute', async () => {
  const [row] = await world.database.rows(
    `select count(*) from graphile_worker._private_known_crontabs where identifier = 'wake_webhooks'`,
  );
  expect(row?.['count']).toBe('1');
});

it('what a server is still sending is not sent by another', async () => {
  world.receiver.answerWith(() => 204);
  const { id } = await endpointAt('/held');
  const [made] = await world.database.rows(
    `with sent as (
       insert into webhook_message (id, body) values (gen_random_uuid()::text, '{"type":"webhook.test"}') returning id)
     insert into webhook_delivery (id, endpoint_id, message_id, status, next_attempt_at, lease, leased_until)
     select gen_random_uuid(), $1, id, 'PENDING', now() - interval '30 minutes', gen_random_uuid(), now() + interval '1 hour'
     from sent returning id`,
    [id],
  );
  const added = await world.database.rows(
    `select id from graphile_worker.add_job('wake_webhooks') union all
     select id from graphile_worker.add_job('deliver_webhook', json_build_object('delivery', $1::text, 'attempt', 0))`,
    [made?.['id']],
  );
  expect(added).toHaveLength(2);
  await vi.waitFor(async () => {
    const ids = added.map((job) => job['id']);
    expect(await world.database.rows('select from graphile_worker.jobs where id = any($1)', [ids])).toEqual([]);
  }, PATIENCE);
  expect(at('/held')).toEqual([]);
  expect((await endpointOf(await service(), id)).deliveries).toMatchObject([{ status: 'PENDING', attempts: [] }]);
});
