import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readDatabase } from '../support/database-reader.ts';
import { startServerForTests } from '../support/server.ts';
import { changeEndpoint, register } from './webhook-operations.ts';
import type { ReceivedWebhook } from './webhook-receiver.ts';
import {
  dataOf,
  deliveriesWhen,
  PATIENCE,
  stageAmounts,
  startWebhookWorld,
  type WebhookWorld,
} from './webhook-world.ts';

let world: WebhookWorld;
let service: TestClient;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  service = await world.newService();
});

const to = (path: string) => new URL(path, world.receiver.url).href;
const levelOf = (webhook: ReceivedWebhook) => dataOf(webhook).data['level'];
const memberOf = (webhook: ReceivedWebhook) => dataOf(webhook).data['member'];
const at = (path: string) => world.receiver.received.filter((webhook) => webhook.path === path);

/** Refuses what is about the level SILVER at a path, until it is told otherwise. */
function refuseSilverAt(path: string, isRefusing: () => boolean) {
  world.receiver.answerWith((webhook) =>
    webhook.path === path && levelOf(webhook) === 'SILVER' && isRefusing() ? 500 : 204,
  );
}

describe('while the first of a member’s events is refused', () => {
  it('an ordered endpoint is told nothing more of this member, but of others', async () => {
    let isRefusing = true;
    refuseSilverAt('/ordered', () => isRefusing);
    const { id } = await register(service, to('/ordered'), { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
    const waiting = await world.changeMembership(...stageAmounts);
    // Skips SILVER: the one order reaches GOLD.
    const other = await world.changeMembership(1_000_000, 29_000_000);
    await deliveriesWhen(service, id, (all) => all.filter((one) => one.status === 'DELIVERED').length === 2);
    const early = at('/ordered').map((webhook) => [memberOf(webhook), levelOf(webhook)]);
    expect(early.filter(([member]) => member === other)).toEqual([
      [other, 'GOLD'],
      [other, 'PLATINUM'],
    ]);
    expect(new Set(early.filter(([member]) => member === waiting).map(([, level]) => level))).toEqual(
      new Set(['SILVER']),
    );
    isRefusing = false;
    await world.passTime();
    await deliveriesWhen(service, id, (all) => all.every((one) => one.status === 'DELIVERED'));
    const levels = at('/ordered')
      .filter((webhook) => memberOf(webhook) === waiting)
      .map(levelOf);
    expect(levels.slice(-3)).toEqual(['SILVER', 'GOLD', 'PLATINUM']);
  });

  it('an endpoint that is not ordered is told the rest all the same', async () => {
    refuseSilverAt('/parallel', () => true);
    const { id } = await register(service, to('/parallel'), { eventTypes: ['MEMBERSHIP_CHANGED'] });
    await world.changeMembership(...stageAmounts);
    const all = await deliveriesWhen(service, id, (kept) => kept.filter((one) => one.deliveredAt).length === 2);
    expect(all.map((one) => one.status).toSorted()).toEqual(['DELIVERED', 'DELIVERED', 'PENDING']);
  });

  it('an ordered endpoint is told the rest once the first has failed for good', async () => {
    refuseSilverAt('/given-up', () => true);
    const { id } = await register(service, to('/given-up'), { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
    await world.changeMembership(...stageAmounts);
    const kept = await deliveriesWhen(service, id, (all) => all.some((one) => one.attempts.length === 1));
    const first = kept.at(-1)?.id;
    // As if nine attempts were behind it, and something had arrived meanwhile.
    await world.database.rows('update webhook_delivery set tries = 9 where id = $1', [first]);
    await world.database.rows('update webhook_endpoint set failing_since = now() where id = $1', [id]);
    await world.passTime();
    const ended = await deliveriesWhen(service, id, (all) => all.every((one) => one.status !== 'PENDING'));
    expect(ended.map((one) => one.status)).toEqual(['DELIVERED', 'DELIVERED', 'FAILED']);
    expect(at('/given-up').map(levelOf)).toEqual(['SILVER', 'SILVER', 'GOLD', 'PLATINUM']);
  });

  it('an endpoint that stops being ordered is told the rest', async () => {
    refuseSilverAt('/loosened', () => true);
    const { id } = await register(service, to('/loosened'), { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
    await world.changeMembership(...stageAmounts);
    await deliveriesWhen(service, id, (all) => all.some((one) => one.attempts.length === 1));
    await service.data(changeEndpoint, { input: { endpoint: id, ordered: false } });
    await world.passTime();
    const all = await deliveriesWhen(service, id, (kept) => kept.filter((one) => one.deliveredAt).length === 2);
    expect(all.at(-1)).toMatchObject({ status: 'PENDING' });
  });
});

/** Writes an event of a member ($1) with a change ($2) and its delivery to an endpoint ($3), as appending it does. */
const write = (level: string) => `
  with logged as (
    insert into event (type, at, member_id, membership_change_id) values ('MEMBERSHIP_CHANGED', now(), $1, $2)
    returning id
  ), sent as (
    insert into webhook_message select 'msg_${level}', id, 'MEMBERSHIP_CHANGED', '{"data":{"level":"${level}"}}' from logged
    returning id, event_id
  ), made as (
    insert into webhook_delivery (id, endpoint_id, message_id, event_id, member_id, status, next_attempt_at)
    select gen_random_uuid(), $3, id, event_id, $1, 'PENDING', now() from sent returning id
  )
  select graphile_worker.add_job('deliver_webhook', json_build_object('delivery', id, 'attempt', 0)) from made`;

it('an event that is not committed yet goes before one of the same member that is', async () => {
  world.receiver.answerWith(() => 204);
  const { id } = await register(service, to('/late'), { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
  const member = await world.changeMembership(100_000);
  await deliveriesWhen(service, id, ([one]) => one?.status === 'DELIVERED');
  const [change] = await world.database.rows('select id from membership_change where member_id = $1', [member]);
  const older = await readDatabase(world.server.databaseUrl);
  await older.rows('begin');
  await older.rows('select pg_current_xact_id()');
  await world.database.rows(write('LATER'), [member, change?.['id'], id]);
  // Its job has looked, and waits.
  await vi.waitFor(async () => {
    const jobs = await world.database.rows(
      `select from graphile_worker._private_jobs where payload ->> 'delivery' is not null and locked_at is not null`,
    );
    expect(jobs).toHaveLength(1);
  }, PATIENCE);
  await older.rows(write('EARLIER'), [member, change?.['id'], id]);
  await older.rows('commit');
  await older.close();
  await deliveriesWhen(service, id, (all) => all.length === 3 && all.every((one) => one.status === 'DELIVERED'));
  expect(at('/late').map(levelOf)).toEqual(['SILVER', 'EARLIER', 'LATER']);
});

it('two servers keep the order of many members, and send nothing twice at once', async () => {
  const { databaseUrl } = world.server;
  const second = await startServerForTests({
    env: { DATABASE_URL: databaseUrl, WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' },
  });
  const inFlight = new Map<string, number>();
  const overlaps: string[] = [];
  const refused = new Set<string>();
  world.receiver.answerWith((webhook) => {
    if (webhook.path !== '/many') return 204;
    const member = memberOf(webhook) ?? '';
    if ((inFlight.get(member) ?? 0) > 0) overlaps.push(member);
    inFlight.set(member, (inFlight.get(member) ?? 0) + 1);
    return (response) => {
      setTimeout(() => {
        inFlight.set(member, (inFlight.get(member) ?? 0) - 1);
        // The first of each member is refused once, so that the order has to survive that.
        response.writeHead(refused.has(member) ? 204 : 500).end();
        refused.add(member);
      }, 20);
    };
  });
  const { id } = await register(service, to('/many'), { ordered: true, eventTypes: ['MEMBERSHIP_CHANGED'] });
  const members = await Promise.all(Array.from({ length: 4 }, () => world.changeMembership(...stageAmounts)));
  await vi.waitFor(
    async () => {
      await world.passTime();
      const [left] = await world.database.rows(
        `select count(*) from webhook_delivery where endpoint_id = $1 and status <> 'DELIVERED'`,
        [id],
      );
      expect(left?.['count']).toBe('0');
    },
    { timeout: 50_000, interval: 200 },
  );
  await second.close();
  expect(overlaps).toEqual([]);
  for (const member of members) {
    const levels = at('/many')
      .filter((webhook) => memberOf(webhook) === member)
      .map(levelOf);
    expect(levels).toEqual(['SILVER', 'SILVER', 'GOLD', 'PLATINUM']);
  }
});
