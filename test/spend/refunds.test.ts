import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RefundOrderInput } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder, refundOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { revokeMembership } from '../support/supervisor-operations.ts';

let server: TestServer;
let service: TestClient;
let buyer: TestClient;
let member: { readonly id: string };
beforeAll(async () => {
  server = await startServerForTests();
  service = await server.signIn('SERVICE');
});
afterAll(() => server.close());
beforeEach(async () => {
  buyer = await server.signIn('BUYER');
  member = { id: (await buyer.data(readMembership, {})).viewer.id };
});

const usd = (amount: number) => ({ amount, currency: 'USD' });

/** Records an order of a fresh id. */
async function order(amount: number): Promise<string> {
  const id = crypto.randomUUID();
  const input = { order: id, member, amount: usd(amount) };
  const { recordOrder: answer } = await service.data(recordOrder, { input });
  expect(answer.__typename).toBe('RecordOrderSuccess');
  return id;
}

async function refund(input: RefundOrderInput) {
  return (await service.data(refundOrder, { input })).refundOrder;
}

async function spent(): Promise<number> {
  return (await buyer.data(readMembership, {})).viewer.spend.total.amount;
}

it('takes a part off, then the rest', async () => {
  const id = await order(1000);
  const part = await refund({ order: id, refund: `${id}/1`, amount: usd(300) });
  expect(part).toMatchObject({ alreadyRecorded: false, order: { id, amount: usd(1000), refunded: { amount: 300 } } });
  expect(await spent()).toBe(700);
  const rest = await refund({ order: id, refund: `${id}/2` });
  expect(rest).toMatchObject({ order: { refunded: { amount: 1000 } } });
  expect(await spent()).toBe(0);
});

it('counts once, however often it is sent, in a part or as the rest', async () => {
  const id = await order(1000);
  for (const input of [
    { order: id, refund: `${id}/1`, amount: usd(400) },
    { order: id, refund: `${id}/2` },
  ]) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(input)));
    const again = answers.map((answer) => 'alreadyRecorded' in answer && answer.alreadyRecorded);
    expect(again.filter((isRepeated) => !isRepeated)).toHaveLength(1);
    expect(again.filter(Boolean)).toHaveLength(19);
  }
  expect(await spent()).toBe(0);
});

it('never takes more than there is, whatever comes at once', async () => {
  const id = await order(1000);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, nth) => refund({ order: id, refund: `${id}/${nth}`, amount: usd(150) })),
  );
  expect(answers.filter((answer) => answer.__typename === 'RefundOrderSuccess')).toHaveLength(6);
  const refused = answers.filter((answer) => answer.__typename === 'RefundExceedsOrder');
  expect(refused).toHaveLength(14);
  expect(refused[0]).toMatchObject({ refundable: { amount: 100 } });
  expect(await spent()).toBe(100);
});

it('is refused when it is more than what is left', async () => {
  const id = await order(1000);
  await refund({ order: id, refund: `${id}/1`, amount: usd(999) });
  const tooMuch = { __typename: 'RefundExceedsOrder', refundable: { amount: 1 } };
  expect(await refund({ order: id, refund: `${id}/2`, amount: usd(2) })).toMatchObject(tooMuch);
  await refund({ order: id, refund: `${id}/2` });
  const nothing = { __typename: 'RefundExceedsOrder', refundable: { amount: 0 } };
  expect(await refund({ order: id, refund: `${id}/3` })).toMatchObject(nothing);
  expect(await refund({ order: id, refund: `${id}/3`, amount: usd(1) })).toMatchObject(nothing);
});

it('is refused for an order that was never recorded', async () => {
  const id = crypto.randomUUID();
  expect(await refund({ order: id, refund: `${id}/1` })).toMatchObject({ __typename: 'OrderNotFound' });
});

it('is refused when its id was recorded for another order or amount', async () => {
  const [id, other] = [await order(1000), await order(1000)];
  await refund({ order: id, refund: `${id}/1`, amount: usd(10) });
  const conflict = { __typename: 'RefundConflict', recorded: { id, refunded: { amount: 10 } } };
  expect(await refund({ order: id, refund: `${id}/1`, amount: usd(11) })).toMatchObject(conflict);
  expect(await refund({ order: other, refund: `${id}/1`, amount: usd(10) })).toMatchObject(conflict);
  expect(await refund({ order: other, refund: `${id}/1` })).toMatchObject(conflict);
  expect(await refund({ order: crypto.randomUUID(), refund: `${id}/1` })).toMatchObject(conflict);
  expect(await spent()).toBe(1990);
});

it('goes to one order when its id is used for several at once', async () => {
  const ids = [];
  for (let count = 0; count < 20; count += 1) ids.push(await order(100));
  const name = crypto.randomUUID();
  const answers = await Promise.all(ids.map((id) => refund({ order: id, refund: name, amount: usd(100) })));
  const names = answers.map((answer) => answer.__typename).toSorted();
  expect(names).toEqual([...Array.from({ length: 19 }, () => 'RefundConflict'), 'RefundOrderSuccess']);
  expect(await spent()).toBe(1900);
});

it.each([
  ['nothing', { amount: usd(0) }, 'amount.amount'],
  ['an order without an id', { order: '' }, 'order'],
  ['a refund without an id', { refund: '' }, 'refund'],
  ['a refund with an id too long', { refund: 'x'.repeat(201) }, 'refund'],
])('is refused for %s', async (_what, wrong, path) => {
  const id = await order(5);
  expect(await refund({ order: id, refund: `${id}/1`, ...wrong })).toMatchObject({
    __typename: 'InputInvalid',
    issues: [{ path }],
  });
});

it('is refused in another currency', async () => {
  const id = await order(5);
  const amount = { amount: 5, currency: 'EUR' };
  const refused = { __typename: 'CurrencyNotAccepted', accepted: 'USD' };
  expect(await refund({ order: id, refund: `${id}/1`, amount })).toMatchObject(refused);
});

it('leaves a stage unlocked, and the next one as far away as the spend says', async () => {
  const id = await order(100_000);
  await refund({ order: id, refund: `${id}/1` });
  const { viewer } = await buyer.data(readMembership, {});
  expect(viewer.membership.level.code).toBe('SILVER');
  expect(viewer.spend.total.amount).toBe(0);
  await order(999_999);
  expect((await buyer.data(readMembership, {})).viewer.membership.level.code).toBe('SILVER');
  await order(1);
  expect((await buyer.data(readMembership, {})).viewer.membership.level.code).toBe('GOLD');
});

it('of an order from before a revocation takes nothing off what counts since', async () => {
  const id = await order(100_000);
  const supervisor = await server.signIn('SUPERVISOR');
  await supervisor.data(revokeMembership, { input: { member: member.id, reason: 'for the test' } });
  await order(50);
  expect(await refund({ order: id, refund: `${id}/1` })).toMatchObject({ order: { refunded: { amount: 100_000 } } });
  expect(await spent()).toBe(50);
});
