import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import { beginVerification } from '../support/buyer-operations.ts';
import { submitEmailCode } from '../support/buyer-proof-operations.ts';
import { begin, sendCode, signInBuyer, used } from '../support/buyer-steps.ts';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { restoreChances } from '../support/supervisor-operations.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed, type KeyedCall } from './send-keyed.ts';
import { startTwinServers, type TwinServers } from './twin-servers.ts';

let twins: TwinServers;
beforeAll(async () => {
  twins = await startTwinServers();
});
afterAll(() => twins.close());

const person = { subject: 'test|both', email: 'both@person.example' };

/** Sends one call twenty times at once, half of them to each server, and gives the one answer that they all get. */
async function sendToBoth(role: 'BUYER' | 'SUPERVISOR' | 'SERVICE', call: Omit<KeyedCall, 'token'>): Promise<string> {
  const [atOne, atOther] = [await twins.one.token(role, person), await twins.other.token(role, person)];
  const answers = await atOnce(20, (index) =>
    index % 2 === 0
      ? sendKeyed(twins.one, { ...call, token: atOne }, 'at-once')
      : sendKeyed(twins.other, { ...call, token: atOther }, 'at-once'),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const [text = '', ...others] = new Set(answers.map((answer) => answer.text));
  expect(others).toEqual([]);
  await twins.database.rows('delete from idempotency_key');
  return text;
}

describe('twenty at once with one key, to two servers,', () => {
  it('are one order, recorded now', async () => {
    const input = { order: 'at-once', member: { subject: 'test|spender' }, amount: { amount: 5, currency: 'USD' } };
    const text = await sendToBoth('SERVICE', { document: untyped(recordOrder), input });
    expect(text).toContain('"alreadyRecorded":false');
    expect(await twins.database.count('market_order', 'id', 'at-once')).toBe(1);
  });

  it('are one draft, begun and not resumed', async () => {
    const buyer = await signInBuyer(twins.one, undefined, person);
    const input = { stage: 'SILVER', method: 'TAX_NUMBER' };
    const text = await sendToBoth('BUYER', { document: untyped(beginVerification), input });
    expect(text).toContain('"resumed":false');
    await buyer.close();
  });

  it('are one wrong guess', async () => {
    const buyer = await signInBuyer(twins.one, undefined, person);
    const verification = await begin(buyer, 'EMAIL');
    await sendCode(buyer, verification, 'office@guessed-at-once.example');
    const input = { verification, code: 'no code' };
    const text = await sendToBoth('BUYER', { document: untyped(submitEmailCode), input });
    expect(text).toContain('"chancesLeft":4');
    expect(await used(buyer, 'EMAIL')).toBe(1);
    await buyer.close();
  });

  it('are one act in the audit trail, and one mail', async () => {
    const buyer = await twins.one.signIn('BUYER', { subject: 'test|restored', email: 'restored@person.example' });
    const { id: member } = (await buyer.data(readMembership, {})).viewer;
    const input = { member, method: 'EMAIL', reason: 'The mails did not arrive.' };
    await sendToBoth('SUPERVISOR', { document: untyped(restoreChances), input });
    expect(await twins.database.count('audit_entry', 'member_id', member)).toBe(1);
    const arrived = [twins.one, twins.other].map(({ mails }) => mails.waitFor('restored@person.example', /./));
    await Promise.any(arrived);
    const mails = [...twins.one.mails.mails, ...twins.other.mails.mails];
    expect(mails.filter(({ to }) => to === 'restored@person.example')).toHaveLength(1);
  });
});
