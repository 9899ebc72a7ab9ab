import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { submitEmailCode } from '../support/buyer-proof-operations.ts';
import { begin, read, sendCode, signInBuyer, used } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { codeIn, wrongFor } from '../support/mailed-code.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed } from './send-keyed.ts';
import { startTwinServers, type TwinServers } from './twin-servers.ts';

let twins: TwinServers;
beforeAll(async () => {
  twins = await startTwinServers();
});
afterAll(() => twins.close());

/** The same buyer at the other server. */
let buyer: TestClient;
let tokenAtOne: string;
let verification: string;
let code: string;
beforeEach(async () => {
  const person = { subject: `test|${randomUUID()}`, email: `${randomUUID()}@person.example` };
  buyer = await signInBuyer(twins.other, undefined, person);
  tokenAtOne = await twins.one.token('BUYER', person);
  verification = await begin(buyer, 'EMAIL');
  code = await codeSentTo(`office@${randomUUID()}.example`);
});

async function codeSentTo(email: string): Promise<string> {
  await sendCode(buyer, verification, email);
  // Whichever of the two takes the job sends the mail.
  const arrived = [twins.one, twins.other].map(({ mails }) => mails.waitFor(email, /code/i));
  return codeIn(await Promise.any(arrived));
}

const atOne = (guess: string) =>
  sendKeyed(
    twins.one,
    { document: untyped(submitEmailCode), input: { verification, code: guess }, token: tokenAtOne },
    'guess',
  );
const atOther = (guess: string, key = 'guess') =>
  sendKeyed(
    twins.other,
    { document: untyped(submitEmailCode), input: { verification, code: guess }, token: buyer.token },
    key,
  );

/** Gives a code back to the server that fails between the spent chance and the answer. */
async function failAfterTheChance(guess: string): Promise<void> {
  const broken = twins.proxy.breakCommitOf('set progress', 'committed');
  expect((await atOne(guess)).status).toBe(503);
  await broken;
  expect(await used(buyer, 'EMAIL')).toBe(1);
}

it('a wrong code that was paid for before a failure is not paid for again', async () => {
  await failAfterTheChance(wrongFor(code));
  const again = await atOther(wrongFor(code));
  expect(again.text).toContain('"chancesLeft":4');
  expect((await atOther(wrongFor(code))).text).toBe(again.text);
  expect(await used(buyer, 'EMAIL')).toBe(1);
});

it('a right code that was paid for before a failure hands the verification in', async () => {
  await failAfterTheChance(code);
  expect((await atOther(code)).text).toContain('"__typename":"SubmitEmailCodeSuccess"');
  expect(await used(buyer, 'EMAIL')).toBe(1);
  expect(await read(buyer, verification)).toMatchObject({ status: 'SUBMITTED' });
});

it('a chance whose transaction was lost with the failure is spent by the next attempt', async () => {
  const broken = twins.proxy.breakCommitOf('set progress', 'rolled back');
  expect((await atOne(wrongFor(code))).status).toBe(503);
  await broken;
  expect(await used(buyer, 'EMAIL')).toBe(0);
  expect((await atOther(wrongFor(code))).text).toContain('"chancesLeft":4');
  expect(await used(buyer, 'EMAIL')).toBe(1);
});

it('a failure gives no free guess: the key takes no other code, and the one that it had is held against the old mail', async () => {
  await failAfterTheChance(wrongFor(code));
  expect((await atOther(code)).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);

  await twins.database.rows(`update email_code set sent_at = sent_at - interval '1 hour'`);
  const next = await codeSentTo(`office@${randomUUID()}.example`);
  expect((await atOther(wrongFor(code))).text).toContain('"chancesLeft":4');
  expect(await used(buyer, 'EMAIL')).toBe(1);
  expect((await atOther(next, 'another-guess')).text).toContain('"__typename":"SubmitEmailCodeSuccess"');
  expect(await used(buyer, 'EMAIL')).toBe(2);
});

it('a right code for a mail that another one replaced during the failure counts no more', async () => {
  await failAfterTheChance(code);
  await twins.database.rows(`update email_code set sent_at = sent_at - interval '1 hour'`);
  await codeSentTo(`office@${randomUUID()}.example`);
  expect((await atOther(code)).text).toContain('"__typename":"CodeMissing"');
  expect(await read(buyer, verification)).toMatchObject({ status: 'DRAFT' });
});

it('a code that ran out during the failure still counts as it did when it was paid for', async () => {
  await failAfterTheChance(code);
  await twins.database.rows(`update email_code set expires_at = expires_at - interval '1 hour'`);
  expect((await atOther(code)).text).toContain('"__typename":"SubmitEmailCodeSuccess"');
});

it('an attempt that was frozen while it paid for a guess does not pay when another one took its place', async () => {
  await atOther(wrongFor(code), 'before');
  const holder = new Client({ connectionString: twins.databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin; select from chance for update');

  const frozen = atOne(wrongFor(code));
  await twins.waiting(1);
  await twins.database.rows(`update idempotency_key set began_at = began_at - interval '30 seconds'`);
  const second = atOther(wrongFor(code));
  await twins.waiting(2);
  await holder.query('rollback');
  expect((await second).text).toContain('"chancesLeft":3');
  expect((await frozen).text).toBe((await second).text);
  expect(await used(buyer, 'EMAIL')).toBe(2);
});
