import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../src/database/database.ts';
import { deleteOldIdempotencyKeys } from '../../src/database/stores/idempotency-store.ts';
import { declareIdentity } from '../support/buyer-operations.ts';
import { sendEmailCode, submitEmailCode, submitTaxNumber } from '../support/buyer-proof-operations.ts';
import { begin, signInBuyer } from '../support/buyer-steps.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { plainSpellings } from '../support/database-text.ts';
import { codeIn } from '../support/mailed-code.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed, type KeyedCall } from './send-keyed.ts';

let server: TestServer;
let rows: DatabaseReader;
let database: Database;
beforeAll(async () => {
  server = await startServerForTests();
  rows = await readDatabase(server.databaseUrl);
  database = await createDatabase({ url: server.databaseUrl, maxConnections: 2, onWarning: () => {} });
});
afterAll(async () => {
  await rows.close();
  await database.close();
  await server.close();
});

let call: KeyedCall;
beforeEach(async () => {
  await rows.rows('delete from idempotency_key');
  const input = { order: randomUUID(), member: { subject: 'test|buyer' }, amount: { amount: 5, currency: 'USD' } };
  call = { document: untyped(recordOrder), input, token: await server.token('SERVICE', { subject: 'test|shop' }) };
});

const letPass = (time: string) => rows.rows('update idempotency_key set began_at = began_at - $1::interval', [time]);

describe('a key', () => {
  it('counts for 24 hours by the database’s clock, and is as new after them', async () => {
    await sendKeyed(server, call, 'for-a-day');
    await letPass('23 hours 59 minutes');
    expect((await sendKeyed(server, call, 'for-a-day')).text).toContain('"alreadyRecorded":false');
    await letPass('1 minute');
    expect((await sendKeyed(server, call, 'for-a-day')).text).toContain('"alreadyRecorded":true');
    expect(await rows.rows('select from idempotency_key')).toHaveLength(1);
  });

  it('can be used for something else after 24 hours', async () => {
    await sendKeyed(server, call, 'for-a-day');
    await letPass('24 hours');
    const other = { ...call, input: { ...call.input, order: randomUUID() } };
    expect((await sendKeyed(server, other, 'for-a-day')).text).toContain('"alreadyRecorded":false');
    expect((await sendKeyed(server, call, 'for-a-day')).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('is taken once when it is sent twenty times at once after 24 hours', async () => {
    await sendKeyed(server, call, 'for-a-day');
    await letPass('24 hours');
    const other = { ...call, input: { ...call.input, order: randomUUID() } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendKeyed(server, other, 'for-a-day')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.text).toContain('"alreadyRecorded":false');
  });

  it('is deleted when it no longer counts, and not before', async () => {
    await sendKeyed(server, call, 'one');
    await letPass('24 hours');
    await sendKeyed(server, { ...call, input: { ...call.input, order: randomUUID() } }, 'another');
    expect(await deleteOldIdempotencyKeys(database.session(), 500)).toBe(1);
    expect(await deleteOldIdempotencyKeys(database.session(), 500)).toBe(0);
    expect(await rows.rows('select from idempotency_key')).toHaveLength(1);
  });
});

it('what is kept says nothing in clear: neither the key, nor who sent it, nor what was sent and answered', async () => {
  const subject = `test|${randomUUID()}`;
  const buyer = await signInBuyer(server, undefined, { subject });
  const tax = await begin(buyer, 'TAX_NUMBER');
  const mail = await begin(buyer, 'EMAIL');
  const email = `office@${randomUUID()}.example`;
  const by = (document: KeyedCall['document'], input: KeyedCall['input']) => ({ document, input, token: buyer.token });
  await sendKeyed(server, by(untyped(sendEmailCode), { verification: mail, email }), 'telling-key-1');
  const code = codeIn(await server.mails.waitFor(email, /code/i));
  await sendKeyed(server, by(untyped(submitEmailCode), { verification: mail, code }), 'telling-key-2');
  const taxNumber = 'DE136695976';
  await sendKeyed(
    server,
    by(untyped(submitTaxNumber), { verification: tax, country: 'DE', taxNumber }),
    'telling-key-3',
  );
  const identity = { wholesaler: { companyName: 'Telling Name Ltd', productCategories: 'Tea' } };
  await sendKeyed(server, by(untyped(declareIdentity), { identity }), 'telling-key-4');

  const kept = await rows.rows('select kept::text as text from idempotency_key kept');
  expect(kept).toHaveLength(4);
  // The member's id alone is there: by it the answers go when their member is erased.
  const secrets = [subject, email, code, taxNumber, '136695976', 'Telling Name', 'telling-key'];
  const text = kept.map((row) => row['text']).join('\n');
  for (const spelling of [...secrets, 'Success', 'SUBMITTED', 'submitEmailCode', tax, mail].flatMap(plainSpellings)) {
    expect(text).not.toContain(spelling);
  }
});

it('nobody can tell from what is kept that two sent the same, or that one sent the same with two keys', async () => {
  const other = { ...call, token: await server.token('SERVICE', { subject: 'test|another-shop' }) };
  await sendKeyed(server, call, 'a-key');
  await sendKeyed(server, call, 'another-key');
  await sendKeyed(server, other, 'a-key');
  expect(await rows.rows('select distinct id from idempotency_key')).toHaveLength(3);
  expect(await rows.rows('select distinct input from idempotency_key')).toHaveLength(3);
});
