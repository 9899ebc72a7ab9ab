import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { submitMaterials } from '../support/buyer-material-operations.ts';
import { begin, signInBuyer } from '../support/buyer-steps.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed, type KeyedCall } from './send-keyed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

/** What the server, which runs in this process, sends to the database meanwhile; without what followers and jobs do by themselves. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls
      .map(([statement]: readonly unknown[]) => (typeof statement === 'string' ? statement : ''))
      .filter((text) => text !== '' && !/graphile_worker|pg_snapshot_xmin|log_epoch|^listen/i.test(text));
  } finally {
    query.mockRestore();
  }
}

const ofKeys = (statements: readonly string[]) => statements.filter((text) => text.includes('idempotency_key'));
const others = (statements: readonly string[]) => statements.filter((text) => !text.includes('idempotency_key'));

describe('a mutation', () => {
  let call: () => KeyedCall;
  beforeAll(async () => {
    const buyer = await server.signIn('BUYER');
    const member = { id: (await buyer.data(readMembership, {})).viewer.id };
    const token = await server.token('SERVICE', { subject: 'test|shop' });
    const amount = { amount: 5, currency: 'USD' };
    call = () => ({ document: untyped(recordOrder), input: { order: randomUUID(), member, amount }, token });
    // Whatever is done only once is done then.
    await sendKeyed(server, call());
  });

  it('without a key sends no statement more; with one, two more: one before, and one in its transaction', async () => {
    const plain = await statementsOf(() => sendKeyed(server, call()));
    const keyed = await statementsOf(() => sendKeyed(server, call(), 'counted'));
    expect(ofKeys(plain)).toEqual([]);
    expect(others(keyed)).toEqual(plain);
    const [begun, kept, ...more] = ofKeys(keyed);
    expect(begun).toMatch(/insert into idempotency_key/);
    expect(kept).toMatch(/update idempotency_key set answer/);
    expect(more).toEqual([]);
    expect(keyed.indexOf(kept ?? '')).toBe(keyed.lastIndexOf('commit') - 1);
  });

  it('that was answered takes one statement, beside those that the answer’s own fields take', async () => {
    const same = call();
    await sendKeyed(server, same, 'answered');
    const again = await statementsOf(() => sendKeyed(server, same, 'answered'));
    expect(ofKeys(again)).toHaveLength(1);
    expect(again.some((text) => /^(begin|commit)|market_order/.test(text))).toBe(false);
  });
});

it('a problem that was found without a transaction is kept by one statement', async () => {
  const buyer = await signInBuyer(server);
  const verification = await begin(buyer, 'EMAIL');
  const call = { document: untyped(submitMaterials), input: { verification }, token: buyer.token };
  expect(ofKeys(await statementsOf(() => sendKeyed(server, call, 'a-problem')))).toHaveLength(2);
});
