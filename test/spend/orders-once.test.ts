import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordOrderInput } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { untyped } from '../support/untyped.ts';

let server: TestServer;
let service: TestClient;
let buyer: TestClient;
let member: { readonly id: string };
let subject: string;
beforeAll(async () => {
  server = await startServerForTests();
  service = await server.signIn('SERVICE');
});
afterAll(() => server.close());

async function newBuyer(): Promise<void> {
  subject = `test|${crypto.randomUUID()}`;
  buyer = await server.signIn('BUYER', { subject });
  member = { id: (await buyer.data(readMembership, {})).viewer.id };
}

async function record(input: RecordOrderInput) {
  return (await service.data(recordOrder, { input })).recordOrder;
}

async function totals() {
  const { viewer } = await buyer.data(readMembership, {});
  return { orders: viewer.spend.orders, total: viewer.spend.total.amount, changes: viewer.membership.history.length };
}

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('an order', () => {
  beforeAll(newBuyer);

  it('counts once in a thousand copies, a hundred at a time', async () => {
    const input = { order: 'copied', member, amount: usd(100_000) };
    const answers = [];
    for (let batch = 0; batch < 10; batch += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 100 }, () => record(input)))));
    }
    expect(answers).toHaveLength(1000);
    const first = answers.filter((answer) => 'alreadyRecorded' in answer && !answer.alreadyRecorded);
    expect(first).toMatchObject([{ unlocked: { code: 'SILVER' } }]);
    const again = answers.filter((answer) => 'alreadyRecorded' in answer && answer.alreadyRecorded);
    expect(again).toHaveLength(999);
    expect(again.every((answer) => 'unlocked' in answer && answer.unlocked === null)).toBe(true);
    expect(await totals()).toEqual({ orders: 1, total: 100_000, changes: 1 });
  });

  it('is the same whether its member is named by id or by subject', async () => {
    await record({ order: 'by id', member, amount: usd(5) });
    expect(await record({ order: 'by id', member: { subject }, amount: usd(5) })).toMatchObject({
      alreadyRecorded: true,
    });
  });

  it.each(['amount', 'member'])('is refused when its id was recorded with another %s', async (what) => {
    const order = `conflict of ${what}`;
    await record({ order, member, amount: usd(700) });
    const before = await totals();
    const other = what === 'member' ? { member: { subject: `test|${crypto.randomUUID()}` } } : { amount: usd(701) };
    expect(await record({ order, member, amount: usd(700), ...other })).toMatchObject({
      __typename: 'OrderConflict',
      recorded: { id: order, member, amount: usd(700), refunded: { amount: 0 } },
    });
    expect(await totals()).toEqual(before);
  });

  it('counts for one member when two claim it at once', async () => {
    const others = Array.from({ length: 10 }, () => ({ subject: `test|${crypto.randomUUID()}` }));
    const answers = await Promise.all(others.map((one) => record({ order: 'claimed', member: one, amount: usd(9) })));
    const names = answers.map((answer) => answer.__typename).toSorted();
    expect(names).toEqual([...Array.from({ length: 9 }, () => 'OrderConflict'), 'RecordOrderSuccess']);
  });
});

describe('an order is refused', () => {
  beforeAll(newBuyer);

  it.each([
    ['of nothing', { amount: usd(0) }, ['amount.amount']],
    ['without an id', { order: '' }, ['order']],
    ['with spaces around its id', { order: ' 7 ' }, ['order']],
    ['with an id of more than 200 characters', { order: 'x'.repeat(201) }, ['order']],
    ['with an id that can’t be kept', { order: '7\u0000' }, ['order']],
    ['of a subject without characters', { member: { subject: '' } }, ['member.subject']],
    ['of a subject that no token can have', { member: { subject: 'x'.repeat(256) } }, ['member.subject']],
    [
      'with all that at once',
      { order: '', member: { subject: '' }, amount: usd(0) },
      ['order', 'member.subject', 'amount.amount'],
    ],
  ])('%s', async (_what, wrong, paths) => {
    const answer = await record({ order: 'refused', member, amount: usd(7), ...wrong });
    expect(answer).toMatchObject({ __typename: 'InputInvalid', issues: paths.map((path) => ({ path })) });
    expect(await totals()).toEqual({ orders: 0, total: 0, changes: 0 });
  });

  it('in another currency, and the accepted one is named', async () => {
    for (const currency of ['EUR', 'usd', '', 'US', ' USD']) {
      const answer = await record({ order: 'foreign', member, amount: { amount: 7, currency } });
      expect(answer).toMatchObject({ __typename: 'CurrencyNotAccepted', accepted: 'USD' });
    }
  });

  it('of a member that there is not', async () => {
    for (const id of ['01890000-0000-7000-8000-000000000000', 'nobody', '']) {
      expect(await record({ order: 'nobody’s', member: { id }, amount: usd(7) })).toMatchObject({
        __typename: 'MemberNotFound',
      });
    }
  });

  it.each([-1, 1.5, 9_007_199_254_740_992, 1e300, '7', null])(
    'of %s as an amount, before anything is done',
    async (amount) => {
      const { errors } = await service.run(untyped(recordOrder), {
        input: { order: 'odd', member, amount: { amount, currency: 'USD' } },
      });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    },
  );

  it('of a member that is named twice, or not at all', async () => {
    for (const wrong of [{}, { id: member.id, subject }, { id: null }]) {
      const { errors } = await service.run(untyped(recordOrder), {
        input: { order: 'odd', member: wrong, amount: usd(7) },
      });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });
});

it('an id may have 200 characters of any script', async () => {
  await newBuyer();
  const order = '订单-'.padEnd(200, '№');
  expect(await record({ order, member, amount: usd(1) })).toMatchObject({ order: { id: order, amount: usd(1) } });
});
