import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { deleteOldDeliveries } from '../../src/database/stores/webhook-retention.ts';
import type { TestClient } from '../support/client.ts';
import { endpointOf, register, replayEvents } from './webhook-operations.ts';
import { dataOf, deliveriesWhen, stageAmounts, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const START = toCursor(LOG_BEGINNING);

let world: WebhookWorld;
let service: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.receiver.answerWith(() => 204);
  service = await world.newService();
});

const at = (path: string) => world.receiver.received.filter((webhook) => webhook.path === path);

/** An endpoint for changes of membership, at a path of its own. */
async function endpointAt(path: string) {
  const url = new URL(path, world.receiver.url).href;
  return register(service, url, { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
}

async function replay(endpoint: string, after: string) {
  return (await service.data(replayEvents, { input: { endpoint, after } })).replayWebhookEvents;
}

it('everything after a cursor is told again, in order, by the same messages as the first time', async () => {
  const { id } = await endpointAt('/again');
  await world.changeMembership(...stageAmounts);
  await deliveriesWhen(service, id, (all) => all.length === 3 && all.every((one) => one.status === 'DELIVERED'));
  const [first, ...rest] = at('/again');
  const cursor = first && dataOf(first).data['cursor'];
  expect(await replay(id, cursor ?? '')).toMatchObject({ queued: 2, alreadyPending: 0, hasMore: false });
  const kept = await deliveriesWhen(service, id, (all) => all.filter((one) => one.deliveredAt).length === 5);
  const told = at('/again').slice(3);
  const asSent = ({ headers, body }: (typeof told)[number]) => [headers['webhook-id'], body];
  expect(told.map(asSent)).toEqual(rest.map(asSent));
  // Made anew: what was delivered the first time stays in the log.
  expect(kept.map((one) => one.messageId)).toEqual(
    [first, ...rest, ...rest].map((webhook) => webhook?.headers['webhook-id']).toReversed(),
  );
  expect(kept.every((one) => one.attempts.length === 1)).toBe(true);
});

it('what happened before an endpoint was registered, or while it was disabled, can be told as well', async () => {
  const member = await world.changeMembership(...stageAmounts);
  const { id } = await endpointAt('/late');
  const answer = await replay(id, START);
  if (answer.__typename !== 'ReplayWebhookEventsSuccess') throw new Error(answer.message);
  await deliveriesWhen(service, id, (all) => all.every((one) => one.status === 'DELIVERED'));
  const levels = at('/late').filter((webhook) => dataOf(webhook).data['member'] === member);
  expect(levels.map((webhook) => dataOf(webhook).data['level'])).toEqual(['SILVER', 'GOLD', 'PLATINUM']);
  expect(at('/late')).toHaveLength(answer.queued);
  // From where it ended there is nothing more.
  expect(await replay(id, answer.through)).toMatchObject({ queued: 0, hasMore: false, through: answer.through });
});

it('what is on its way already is not made twice', async () => {
  world.receiver.answerWith(() => 500);
  const { id } = await endpointAt('/pending');
  const before = await replay(id, START);
  if (before.__typename !== 'ReplayWebhookEventsSuccess') throw new Error(before.message);
  await world.changeMembership(...stageAmounts);
  await deliveriesWhen(service, id, (all) => all.some((one) => one.attempts.length > 0));
  expect(await replay(id, before.through)).toMatchObject({ queued: 0, alreadyPending: 3 });
  expect(await replay(id, START)).toMatchObject({ queued: 0, alreadyPending: before.queued + 3 });
});

it('a cursor that is none of ours is refused, and so is one of an endpoint that is not there', async () => {
  const { id } = await endpointAt('/refused');
  for (const cursor of ['bm9uZQ', 'x', Buffer.from('1.2.3.4').toString('base64url')]) {
    expect(await replay(id, cursor)).toMatchObject({ __typename: 'CursorNotOurs' });
  }
  expect(await replay('nobody', START)).toMatchObject({ __typename: 'WebhookEndpointNotFound' });
});

it('a message that was cleared away is written again as it was', async () => {
  const { id } = await endpointAt('/cleared');
  await world.changeMembership(100_000);
  await deliveriesWhen(service, id, ([one]) => one?.status === 'DELIVERED');
  const [told] = at('/cleared');
  const database = await createDatabase({ url: world.server.databaseUrl, maxConnections: 2, onWarning: () => {} });
  const before = new Date(Date.now() + 60_000);
  await deleteOldDeliveries(database.session(), before, 500);
  await database.close();
  expect((await endpointOf(service, id)).deliveries).toEqual([]);
  const ids = [told?.headers['webhook-id']];
  expect(await world.database.rows('select from webhook_message where id = any($1)', [ids])).toEqual([]);
  await replay(id, START);
  await deliveriesWhen(service, id, (all) => all.length > 0 && all.every((one) => one.status === 'DELIVERED'));
  const again = at('/cleared').find((webhook) => webhook !== told && webhook.headers['webhook-id'] === ids[0]);
  expect(again?.body).toBe(told?.body);
});

it('a long log is told in several replays, each of which says where the next begins', async () => {
  const member = await world.changeMembership(100_000);
  await world.database.rows(
    `insert into event (type, at, member_id, membership_change_id)
     select 'MEMBERSHIP_CHANGED', now(), $1, (select id from membership_change where member_id = $1)
     from generate_series(1, 5001)`,
    [member],
  );
  // Gone: so that they are counted and not sent.
  world.receiver.answerWith(() => 410);
  const { id } = await endpointAt('/long');
  const first = await replay(id, START);
  if (first.__typename !== 'ReplayWebhookEventsSuccess') throw new Error(first.message);
  expect(first).toMatchObject({ queued: 5000, hasMore: true });
  const other = await endpointAt('/long-on');
  const second = await replay(other.id, first.through);
  const [events] = await world.database.rows(`select count(*) from event where type = 'MEMBERSHIP_CHANGED'`);
  expect(second).toMatchObject({ queued: Number(events?.['count']) - 5000, hasMore: false });
});
