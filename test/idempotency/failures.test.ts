import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed, type KeyedCall } from './send-keyed.ts';
import { startTwinServers, type TwinServers } from './twin-servers.ts';

let twins: TwinServers;
beforeAll(async () => {
  twins = await startTwinServers();
});
afterAll(() => twins.close());

/** Whose order it is. */
let member: string;
let order: string;
let key: string;
/** The same order, sent to the one server and to the other. */
let toOne: KeyedCall;
let toOther: KeyedCall;
beforeEach(async () => {
  const buyer = await twins.other.signIn('BUYER');
  member = (await buyer.data(readMembership, {})).viewer.id;
  order = randomUUID();
  key = randomUUID();
  const input = { order, member: { id: member }, amount: { amount: 100_000, currency: 'USD' } };
  const call = { document: untyped(recordOrder), input };
  toOne = { ...call, token: await twins.one.token('SERVICE', { subject: 'test|shop' }) };
  toOther = { ...call, token: await twins.other.token('SERVICE', { subject: 'test|shop' }) };
});

/** What there is of the order: the order, its unlock in the audit trail, and its answer. */
async function counted() {
  const { database } = twins;
  const answers = await database.rows('select from idempotency_key where answer is not null');
  return [
    await database.count('market_order', 'id', order),
    await database.count('audit_entry', 'member_id', member),
    answers.length,
  ];
}

const forgetKeys = () => twins.database.rows('delete from idempotency_key');
beforeEach(forgetKeys);

const unlocked = '"alreadyRecorded":false,"unlocked":{"code":"SILVER"}';

/** Lets no transaction hold the member until the returned function is called. */
async function holdMember(): Promise<() => Promise<unknown>> {
  const holder = new Client({ connectionString: twins.databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin');
  await holder.query('select from member where id = $1 for update', [member]);
  return () => holder.query('rollback');
}

/** As if the attempt had begun that long ago. */
const letHaveBegun = (ago: string) =>
  twins.database.rows('update idempotency_key set began_at = now() - $1::interval', [ago]);

/** Sends the order to the other server, for which 20 seconds pass in no time. */
async function sendInAHurry() {
  const [now, hurry] = [performance.now.bind(performance), vi.spyOn(performance, 'now')];
  onTestFinished(() => hurry.mockRestore());
  hurry.mockImplementation(() => now() + hurry.mock.calls.length * 5000);
  const { status, codes } = await sendKeyed(twins.other, toOther, key);
  hurry.mockRestore();
  return [status, codes];
}

const inFlight = [409, ['IDEMPOTENCY_KEY_IN_FLIGHT']];

describe('an answer that was lost', () => {
  it('after its transaction committed is given when the same is sent again, to either server', async () => {
    const broken = twins.proxy.breakCommitOf('set answer', 'committed');
    const lost = await sendKeyed(twins.one, toOne, key);
    await broken;
    expect([lost.status, lost.codes]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    expect(await counted()).toEqual([1, 1, 1]);

    const again = await sendKeyed(twins.other, toOther, key);
    // Run anew, it would say that it had been recorded.
    expect(again.text).toContain(unlocked);
    expect((await sendKeyed(twins.one, toOne, key)).text).toBe(again.text);
    expect(await counted()).toEqual([1, 1, 1]);
  });

  it('before its transaction committed leaves nothing, and the same sent again runs', async () => {
    const broken = twins.proxy.breakCommitOf('set answer', 'rolled back');
    const lost = await sendKeyed(twins.one, toOne, key);
    await broken;
    expect([lost.status, lost.codes]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    expect(await counted()).toEqual([0, 0, 0]);

    expect((await sendKeyed(twins.other, toOther, key)).text).toContain(unlocked);
    expect(await counted()).toEqual([1, 1, 1]);
  });
});

describe('an attempt', () => {
  it('that is at it lets the same that is sent meanwhile wait for its answer', async () => {
    const release = await holdMember();
    const first = sendKeyed(twins.one, toOne, key);
    await twins.waiting(1);
    const second = sendKeyed(twins.other, toOther, key);
    const third = sendKeyed(twins.one, toOne, key);
    await release();
    expect((await first).text).toContain(unlocked);
    expect([(await second).text, (await third).text]).toEqual([(await first).text, (await first).text]);
    expect(await counted()).toEqual([1, 1, 1]);
  });

  it('that takes longer than somebody waits is said to be in flight', async () => {
    const first = await sendKeyed(twins.one, toOne, key);
    const [row] = await twins.database.rows('select answer from idempotency_key');
    // As if it were still at it.
    await twins.database.rows('update idempotency_key set answer = null');
    expect(await sendInAHurry()).toEqual(inFlight);

    await twins.database.rows('update idempotency_key set answer = $1', [row?.['answer']]);
    expect((await sendKeyed(twins.other, toOther, key)).text).toBe(first.text);
  });

  it('that is at it makes other input with its key refused at once', async () => {
    const release = await holdMember();
    const first = sendKeyed(twins.one, toOne, key);
    await twins.waiting(1);
    const other = await sendKeyed(twins.other, { ...toOther, input: { ...toOther.input, order: 'another' } }, key);
    expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
    await release();
    expect((await first).text).toContain(unlocked);
  });

  it('whose server died is taken over after 30 seconds, and not before', async () => {
    const release = await holdMember();
    const first = sendKeyed(twins.one, toOne, key);
    await twins.waiting(1);
    await twins.proxy.cut();
    expect((await first).status).toBe(503);
    await release();
    await twins.waiting(0);
    await twins.proxy.mend();

    await letHaveBegun('25 seconds');
    expect(await sendInAHurry()).toEqual(inFlight);
    expect(await counted()).toEqual([0, 0, 0]);
    await letHaveBegun('30 seconds');
    expect((await sendKeyed(twins.other, toOther, key)).text).toContain(unlocked);
    expect(await counted()).toEqual([1, 1, 1]);
  });

  it('that was frozen so long that another took its place commits nothing, and gives the other’s answer', async () => {
    const release = await holdMember();
    const frozen = sendKeyed(twins.one, toOne, key);
    await twins.waiting(1);
    await letHaveBegun('30 seconds');
    const second = sendKeyed(twins.other, toOther, key);
    // The frozen one is first in the queue for the member: it counts the order, and then may not keep it.
    await twins.waiting(2);
    await release();
    expect((await second).text).toContain(unlocked);
    expect((await frozen).text).toBe((await second).text);
    expect(await counted()).toEqual([1, 1, 1]);
  });
});
