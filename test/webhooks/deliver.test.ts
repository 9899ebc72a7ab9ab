import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { appendEvents } from '../../src/database/event-log.ts';
import { createDatabase } from '../../src/database/database.ts';
import type { TestClient } from '../support/client.ts';
import { databaseText, plainSpellings } from '../support/database-text.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { claimVerification } from '../support/reviewer-operations.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { register } from './webhook-operations.ts';
import { verified, type ReceivedWebhook } from './webhook-receiver.ts';
import { dataOf, deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const withdraw = graphql(`
  mutation WebhooksWithdraw($input: WithdrawVerificationInput!) {
    withdrawVerification(input: $input) {
      __typename
    }
  }
`);

let world: WebhookWorld;
let reviewer: TestClient;
let service: TestClient;
let endpoint: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  world = await startWebhookWorld();
  reviewer = await world.server.signIn('REVIEWER');
  service = await world.newService();
  endpoint = await register(service, world.receiver.url);
});
afterAll(() => world.close());

/** So many webhooks about a member, by their types. */
async function toldAbout(member: string, count: number): Promise<ReadonlyMap<string, ReceivedWebhook>> {
  const webhooks = await world.receiver.waitFor(count, (webhook) => dataOf(webhook).data['member'] === member);
  return new Map(webhooks.map((webhook) => [dataOf(webhook).type, webhook]));
}

describe('a service that registered is told', () => {
  it('that a verification was submitted, approved and what came of it, by messages that it can verify', async () => {
    const { id, memberId } = await submitVerification(world.server);
    await approveNow(reviewer, id);
    const told = await toldAbout(memberId, 3);
    const cursor = expect.stringMatching(/^[\w-]+$/);
    const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const seen = Object.fromEntries([...told].map(([type, webhook]) => [type, verified(endpoint.secret, webhook)]));
    expect(seen).toEqual({
      'verification.submitted': {
        type: 'verification.submitted',
        timestamp,
        data: { cursor, member: memberId, verification: id },
      },
      'verification.reviewed': {
        type: 'verification.reviewed',
        timestamp,
        data: { cursor, member: memberId, verification: id, outcome: 'APPROVED' },
      },
      'membership.changed': {
        type: 'membership.changed',
        timestamp,
        data: { cursor, member: memberId, membershipChange: expect.any(String), level: 'SILVER' },
      },
    });
    for (const { method, headers, path } of told.values()) {
      expect([method, path, headers['content-type']]).toEqual(['POST', '/hook', 'application/json']);
      expect(headers['user-agent']).toBe('Bonafide-Webhooks');
      expect(headers['webhook-id']).toMatch(/^msg_[\w-]{32}$/);
    }
  });

  it('that one was rejected, and that one was withdrawn, but not what reviewers do meanwhile', async () => {
    const { id, memberId, buyer } = await submitVerification(world.server);
    await reviewer.data(claimVerification, { input: { verification: id } });
    await rejectNow(reviewer, id);
    const other = await submitVerification(world.server, { buyer, stage: 'GOLD' });
    await buyer.data(withdraw, { input: { verification: other.id } });
    const told = await toldAbout(memberId, 4);
    const of = (type: string) => {
      const webhook = told.get(type);
      return webhook && dataOf(webhook).data;
    };
    expect(of('verification.reviewed')).toMatchObject({ verification: id, outcome: 'REJECTED' });
    expect(of('verification.withdrawn')).toMatchObject({ verification: other.id });
    const kept = await deliveriesWhen(service, endpoint.id, (all) => all.every((one) => one.status === 'DELIVERED'));
    const about = kept.filter((one) => one.member?.id === memberId).map((one) => one.eventType);
    expect(about.map(String).toSorted()).toEqual([
      'VERIFICATION_REVIEWED',
      'VERIFICATION_SUBMITTED',
      'VERIFICATION_SUBMITTED',
      'VERIFICATION_WITHDRAWN',
    ]);
  });

  it('nothing that says who somebody is', async () => {
    const person = { email: 'ada@lovelace.example', name: 'Ada Lovelace', subject: 'login|ada-lovelace' };
    const buyer = await world.server.signIn('BUYER', person);
    const { id, memberId } = await submitVerification(world.server, { buyer });
    await rejectNow(reviewer, id);
    const told = [...(await toldAbout(memberId, 2)).values()];
    for (const { body, headers, path } of told) {
      const text = `${body} ${JSON.stringify(headers)} ${path}`;
      for (const secret of ['ada', 'lovelace', 'Trading', 'DE136695976']) {
        expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
      }
    }
  });

  it('only what it asked for', async () => {
    const other = await world.newService();
    const { id } = await register(other, `${world.receiver.url}/levels`, { eventTypes: ['MEMBERSHIP_CHANGED'] });
    const submitted = await submitVerification(world.server);
    await approveNow(reviewer, submitted.id);
    const kept = await deliveriesWhen(other, id, (all) => all.length > 0 && all.every((one) => one.deliveredAt));
    expect(kept.map((one) => [one.eventType, one.member?.id])).toEqual([['MEMBERSHIP_CHANGED', submitted.memberId]]);
    // The same event is the same message, whomever it is told to.
    const here = await vi.waitFor(() => {
      const received = world.receiver.received.filter((one) => one.headers['webhook-id'] === kept[0]?.messageId);
      expect(received.map((one) => one.path).toSorted()).toEqual(['/hook', '/hook/levels']);
      return received;
    }, 10_000);
    expect(new Set(here.map((webhook) => webhook.body)).size).toBe(1);
  });
});

it('what is rolled back is told to nobody', async () => {
  const member = await world.changeMembership(100_000);
  await toldAbout(member, 1);
  const database = await createDatabase({ url: world.server.databaseUrl, maxConnections: 2, onWarning: () => {} });
  const before = await world.database.rows('select count(*) from webhook_delivery');
  const failed = database.transaction(async (session) => {
    await appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at: new Date(), memberId: member }]);
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  await database.transaction((session) =>
    appendEvents(session, [{ type: 'VERIFICATION_REVIEWED', at: new Date(), memberId: member }]),
  );
  await database.close();
  await toldAbout(member, 2);
  const [count] = await world.database.rows('select count(*) from webhook_delivery where event_id is not null');
  expect(Number(count?.['count'])).toBe(Number(before[0]?.['count']) + 1);
});

it('one transaction that writes events several times tells each of them once', async () => {
  const member = await world.changeMembership(100_000);
  await toldAbout(member, 1);
  const database = await createDatabase({ url: world.server.databaseUrl, maxConnections: 2, onWarning: () => {} });
  await database.transaction(async (session) => {
    for (const second of [1, 2, 3]) {
      const at = new Date(second * 1000);
      await appendEvents(session, [
        { type: 'MEMBERSHIP_CHANGED', at, memberId: member },
        { type: 'REVIEW_QUEUE_CHANGED', at, memberId: member, queueChange: 'CLAIMED' },
      ]);
    }
  });
  await database.close();
  await toldAbout(member, 4);
  const kept = await world.database.rows(
    'select event_id from webhook_delivery where endpoint_id = $1 and member_id = $2',
    [endpoint.id, member],
  );
  expect(kept).toHaveLength(4);
  expect(new Set(kept.map((row) => row['event_id'])).size).toBe(4);
});

it('the secret is nowhere in the database as it is', async () => {
  const text = await databaseText(world.server.databaseUrl);
  for (const spelling of plainSpellings(endpoint.secret.slice(6))) expect(text).not.toContain(spelling);
  expect(text).toContain(endpoint.id);
});
