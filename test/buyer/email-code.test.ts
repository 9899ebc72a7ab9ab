import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import { begin, giveCode, read, sendCode, signInBuyer, used } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { databaseText, keepJobs, plainSpellings } from '../support/database-text.ts';
import { codeIn, wrongFor } from '../support/mailed-code.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const noon = Date.parse('2026-03-02T17:00:00.000Z');

let server: TestServer;
let buyer: TestClient;
let draft: string;
let addresses = 0;
beforeAll(async () => {
  server = await startServerForTests({ now: new Date(noon) });
});
beforeEach(async () => {
  server.setNow(new Date(noon));
  buyer = await signInBuyer(server);
  draft = await begin(buyer, 'EMAIL');
  return () => buyer.close();
});
afterAll(() => server.close());

const freshAddress = () => `owner@harbour-${(addresses += 1)}.example`;

function afterSeconds(seconds: number): void {
  server.setNow(new Date(noon + seconds * 1000));
}

/** Has a code sent and gives what arrived. */
async function sentCode(email = freshAddress()): Promise<string> {
  const answer = await sendCode(buyer, draft, email);
  if (answer.__typename !== 'SendEmailCodeSuccess') throw new Error(answer.message);
  return codeIn(await server.mails.waitFor(email, /code/i));
}

describe('a code', () => {
  it('arrives at the address, and says until when it works', async () => {
    const email = freshAddress();
    const answer = await sendCode(buyer, draft, ` ${email.toUpperCase()} `);
    expect(answer).toMatchObject({
      expiresAt: '2026-03-02T17:10:00.000Z',
      resendAfter: '2026-03-02T17:01:00.000Z',
      verification: { status: 'DRAFT', email, codeExpiresAt: '2026-03-02T17:10:00.000Z', confirmedAt: null },
    });
    const mail = await server.mails.waitFor(email, /code/i);
    expect(mail.subject).toBe('Your code for Sample Market');
    expect(codeIn(mail)).toMatch(/^\d{8}$/);
    expect(mail.html).toContain(codeIn(mail));
    expect(mail.text).toContain('10 minutes');
    // The mailbox may be a stranger's: nothing of the buyer's own words goes there.
    expect(mail.text).not.toContain('Test Person');
    expect(JSON.stringify(answer)).not.toContain(codeIn(mail));
    expect(await used(buyer, 'EMAIL')).toBe(0);
  });

  it('given back confirms the address, hands the verification in, and costs a chance', async () => {
    const email = freshAddress();
    const code = await sentCode(email);
    afterSeconds(60);
    expect(await giveCode(buyer, draft, code)).toMatchObject({
      __typename: 'SubmitEmailCodeSuccess',
      verification: {
        status: 'SUBMITTED',
        email,
        codeExpiresAt: null,
        confirmedAt: '2026-03-02T17:01:00.000Z',
        expectedResult: { earliest: '2026-03-04', latest: '2026-03-06' },
      },
    });
    expect(await used(buyer, 'EMAIL')).toBe(1);
  });

  it('works as people type it', async () => {
    const code = await sentCode();
    const typed = ` ${code.slice(0, 4)}-${code.slice(4)}\n`;
    expect(await giveCode(buyer, draft, typed)).toMatchObject({ __typename: 'SubmitEmailCodeSuccess' });
  });

  it('given back twice, or twenty times at once, is one submission', async () => {
    const code = await sentCode();
    const answers = await atOnce(20, () => giveCode(buyer, draft, code));
    const submitted = answers.filter(({ __typename }) => __typename === 'SubmitEmailCodeSuccess');
    expect(submitted.length).toBeGreaterThan(0);
    expect(await read(buyer, draft)).toMatchObject({ status: 'SUBMITTED', version: 3 });
    const spent = await used(buyer, 'EMAIL');
    expect(spent).toBeLessThanOrEqual(5);
    expect(await giveCode(buyer, draft, code)).toEqual(submitted[0]);
    expect(await used(buyer, 'EMAIL')).toBe(spent);
  });

  it('that is wrong costs a chance and says how many are left', async () => {
    const code = await sentCode();
    for (const chancesLeft of [4, 3, 2]) {
      expect(await giveCode(buyer, draft, wrongFor(code))).toEqual({
        __typename: 'WrongCode',
        message: `The code is wrong. ${chancesLeft} chances are left.`,
        chancesLeft,
      });
    }
    expect(await giveCode(buyer, draft, '')).toMatchObject({ message: 'The code is wrong. One chance is left.' });
    expect(await used(buyer, 'EMAIL')).toBe(4);
  });

  it('works with the last chance, after four wrong ones', async () => {
    const code = await sentCode();
    for (let guess = 1; guess <= 4; guess += 1) await giveCode(buyer, draft, wrongFor(code));
    expect(await giveCode(buyer, draft, code)).toMatchObject({ verification: { status: 'SUBMITTED' } });
    expect(await used(buyer, 'EMAIL')).toBe(5);
  });

  it('that was never sent, or has run out, is missing and costs nothing', async () => {
    expect(await giveCode(buyer, draft, '12345678')).toMatchObject({ __typename: 'CodeMissing' });
    const code = await sentCode();
    afterSeconds(600);
    expect(await giveCode(buyer, draft, code)).toMatchObject({
      __typename: 'CodeMissing',
      message: expect.stringContaining('`sendEmailCode`'),
    });
    expect(await read(buyer, draft)).toMatchObject({ status: 'DRAFT', codeExpiresAt: null });
    expect(await used(buyer, 'EMAIL')).toBe(0);
  });

  it('works until the last moment', async () => {
    const code = await sentCode();
    afterSeconds(599.999);
    expect(await giveCode(buyer, draft, code)).toMatchObject({ __typename: 'SubmitEmailCodeSuccess' });
  });

  it('sent again makes the first invalid and gives no chance back', async () => {
    const first = await sentCode();
    await giveCode(buyer, draft, wrongFor(first));
    afterSeconds(60);
    const email = freshAddress();
    const second = await sentCode(email);
    expect(await used(buyer, 'EMAIL')).toBe(1);
    expect(await giveCode(buyer, draft, first)).toMatchObject({ __typename: 'WrongCode', chancesLeft: 3 });
    expect(await giveCode(buyer, draft, second)).toMatchObject({ verification: { email, status: 'SUBMITTED' } });
  });

  it('is not one for another draft', async () => {
    const code = await sentCode();
    const other = await signInBuyer(server);
    const unknown = await giveCode(other, '01890a5d-ac96-774b-bcce-b302099a8057', code);
    expect(unknown.__typename).toBe('VerificationNotFound');
    expect(await giveCode(other, draft, code)).toEqual(unknown);
    expect(await sendCode(other, draft, freshAddress())).toEqual(unknown);
    const tax = await begin(buyer, 'TAX_NUMBER');
    expect(await giveCode(buyer, tax, code)).toMatchObject({ __typename: 'VerificationNotOpen', method: 'TAX_NUMBER' });
    expect(await used(buyer, 'EMAIL')).toBe(0);
    await other.close();
  });

  it('stands nowhere in the database in clear, nor in a job', async () => {
    await keepJobs(server.databaseUrl);
    const code = await sentCode();
    await giveCode(buyer, draft, wrongFor(code));
    const text = await databaseText(server.databaseUrl);
    for (const there of ['email_code', 'seen_job', 'EMAIL_CODE', draft]) expect(text).toContain(there);
    for (const secret of plainSpellings(code)) expect(text).not.toContain(secret);
  });
});
