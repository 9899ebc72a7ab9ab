import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership, readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { auditTrail, revokeMembership } from '../support/supervisor-operations.ts';

let server: TestServer;
let database: DatabaseReader;
let service: TestClient;
let supervisor: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  service = await server.signIn('SERVICE');
  supervisor = await server.signIn('SUPERVISOR');
});
afterAll(async () => {
  await database.close();
  await server.close();
});

let orders = 0;

async function spend(id: string, amount: number) {
  orders += 1;
  const input = { order: `order-${orders}`, member: { id }, amount: { amount, currency: 'USD' } };
  const { recordOrder: answer } = await service.data(recordOrder, { input });
  if (answer.__typename !== 'RecordOrderSuccess') throw new Error(`not recorded: ${answer.__typename}`);
  return { order: input.order, unlocked: answer.unlocked?.code ?? null };
}

async function newBuyer() {
  const email = `${crypto.randomUUID()}@buyer.example`;
  const buyer = await server.signIn('BUYER', { email });
  const { viewer } = await buyer.data(readMembership, {});
  return { buyer, email, id: viewer.id };
}

describe('an order', () => {
  it.each([
    [99_999, null],
    [100_000, 'SILVER'],
    [100_001, 'SILVER'],
    [999_999, 'SILVER'],
    [1_000_000, 'GOLD'],
    [29_999_999, 'GOLD'],
    [30_000_000, 'PLATINUM'],
    [2_147_483_648, 'PLATINUM'],
    [9_007_199_254_740_991, 'PLATINUM'],
  ])('of %i cents unlocks %s', async (amount, stage) => {
    const { buyer, id } = await newBuyer();
    const { unlocked } = await spend(id, amount);
    expect(unlocked).toBe(stage);
    const { viewer } = await buyer.data(readMembership, {});
    expect(viewer.membership.level.code).toBe(stage ?? 'STANDARD');
    expect(viewer.spend).toMatchObject({ orders: 1, total: { amount, currency: 'USD' }, countedSince: null });
  });

  it('unlocks the highest stage at once, with all below it', async () => {
    const { buyer, id } = await newBuyer();
    const { order } = await spend(id, 1_500_000);
    const { viewer } = await buyer.data(readMembership, { benefit: 'sample_orders' });
    expect(viewer.membership).toMatchObject({
      level: { code: 'GOLD' },
      stages: [{ code: 'STANDARD' }, { code: 'SILVER' }, { code: 'GOLD' }],
      hasBenefit: true,
      unlockedBy: { __typename: 'UnlockedBySpend', order, stage: { code: 'GOLD' } },
      history: [{ from: { code: 'STANDARD' }, to: { code: 'GOLD' }, cause: { __typename: 'UnlockedBySpend' } }],
    });
  });

  it('adds up with those before it', async () => {
    const { buyer, id } = await newBuyer();
    expect((await spend(id, 60_000)).unlocked).toBeNull();
    expect((await spend(id, 39_999)).unlocked).toBeNull();
    expect((await spend(id, 1)).unlocked).toBe('SILVER');
    expect((await spend(id, 500)).unlocked).toBeNull();
    expect((await spend(id, 899_500)).unlocked).toBe('GOLD');
    const { viewer } = await buyer.data(readMembership, {});
    expect(viewer.membership.history.map((change) => change.to.code)).toEqual(['GOLD', 'SILVER']);
    expect(viewer.spend).toMatchObject({ orders: 5, total: { amount: 1_000_000 } });
  });

  it('beyond what can be counted leaves the spend at its largest amount', async () => {
    const { buyer, id } = await newBuyer();
    await spend(id, 9_007_199_254_740_991);
    await spend(id, 9_007_199_254_740_991);
    const { viewer } = await buyer.data(readMembership, {});
    expect(viewer.spend).toMatchObject({ orders: 2, total: { amount: 9_007_199_254_740_991 } });
  });
});

it('tells the member by push and mail, once', async () => {
  const { buyer, email, id } = await newBuyer();
  const events = buyer.subscribe(followMembership, { after: await cursorOfNow(database) });
  await spend(id, 100_000);
  await spend(id, 100_000);
  await spend(id, 800_000);
  for (const level of ['SILVER', 'GOLD']) {
    const event = (await events.next()).value?.data?.membershipChanged;
    expect(event).toMatchObject({ change: { to: { code: level }, cause: { __typename: 'UnlockedBySpend' } } });
  }
  const silver = await server.mails.waitFor(email, /orders have unlocked Silver/);
  const gold = await server.mails.waitFor(email, /orders have unlocked Gold/);
  for (const text of [silver.text, silver.html]) expect(text).toContain('Faster replies');
  for (const text of [gold.text, gold.html]) expect(text).toContain('Free samples');
  expect(server.mails.mails.filter((mail) => mail.to === email)).toHaveLength(2);
  await buyer.close();
});

it('is kept in the audit trail', async () => {
  const { id } = await newBuyer();
  await spend(id, 1);
  await spend(id, 100_000);
  const { auditTrail: trail } = await supervisor.data(auditTrail, { filter: { member: id } });
  expect(trail.nodes).toMatchObject([{ act: 'STAGE_UNLOCKED_BY_SPEND', role: 'SERVICE', actor: null, member: { id } }]);
});

it('finds a member that signs in only later at its level', async () => {
  const subject = `test|${crypto.randomUUID()}`;
  const amount = { amount: 1_000_000, currency: 'USD' };
  const input = { order: `first-${subject}`, member: { subject }, amount };
  const { recordOrder: answer } = await service.data(recordOrder, { input });
  expect(answer).toMatchObject({ alreadyRecorded: false, unlocked: { code: 'GOLD' } });
  const buyer = await server.signIn('BUYER', { subject });
  const { viewer } = await buyer.data(readMembership, {});
  expect(viewer.membership.level.code).toBe('GOLD');
  expect(answer).toMatchObject({ order: { member: { id: viewer.id } } });
});

it('makes one member of many orders of a new subject that come at once', async () => {
  const subject = `test|${crypto.randomUUID()}`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, nth) => {
      const input = { order: `${subject}-${nth}`, member: { subject }, amount: { amount: 5000, currency: 'USD' } };
      return (await service.data(recordOrder, { input })).recordOrder;
    }),
  );
  const unlocked = answers.map((answer) => ('unlocked' in answer ? answer.unlocked?.code : answer.__typename));
  expect(unlocked.filter((code) => code !== undefined)).toEqual(['SILVER']);
  const buyer = await server.signIn('BUYER', { subject });
  const { viewer } = await buyer.data(readMembership, {});
  expect(viewer.spend).toMatchObject({ orders: 20, total: { amount: 100_000 } });
  expect(viewer.membership.history).toHaveLength(1);
});

it('counts from zero after a membership was revoked', async () => {
  const { buyer, id } = await newBuyer();
  await spend(id, 2_000_000);
  await supervisor.data(revokeMembership, { input: { member: id, reason: 'for the test' } });
  const { viewer } = await buyer.data(readMembership, {});
  expect(viewer.membership.level.code).toBe('STANDARD');
  expect(viewer.spend).toMatchObject({ orders: 0, total: { amount: 0 }, countedSince: viewer.membership.since });
  expect((await spend(id, 99_999)).unlocked).toBeNull();
  expect((await spend(id, 1)).unlocked).toBe('SILVER');
  const again = await buyer.data(readMembership, {});
  expect(again.viewer.spend).toMatchObject({ orders: 2, total: { amount: 100_000 } });
});
