import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, declare, giveCode, read, sendCode, signInBuyer, used, wholesaler } from '../support/buyer-steps.ts';
import { codeIn } from '../support/mailed-code.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const noon = Date.parse('2026-03-02T17:00:00.000Z');

let server: TestServer;
/** Three codes an hour to one address, five for one member, sixty in all. */
function policy(shipped: string): string {
  return shipped
    .replace('address: 5', 'address: 3')
    .replace('member: 10', 'member: 5')
    .replace('overall: 1000', 'overall: 60')
    .replace('alsoRefuse: []', 'alsoRefuse: [rival.example]')
    .replace('alwaysAccept: []', 'alwaysAccept: [staff.gmail.com]');
}

beforeAll(async () => {
  server = await startServerForTests({ policy, now: new Date(noon) });
});
afterAll(() => server.close());

function afterSeconds(seconds: number): void {
  server.setNow(new Date(noon + seconds * 1000));
}

async function withDraft() {
  const buyer = await signInBuyer(server);
  return { buyer, draft: await begin(buyer, 'EMAIL') };
}

describe('an address', () => {
  it.each([
    ['MALFORMED', ''],
    ['MALFORMED', 'owner'],
    ['MALFORMED', 'owner@harbour'],
    ['MALFORMED', 'owner@@harbour.example'],
    ['MALFORMED', 'owner@harbour.example\r\nBcc: all@harbour.example'],
    ['MALFORMED', 'owner@harbour.example, other@harbour.example'],
    ['MALFORMED', 'Owner <owner@harbour.example>'],
    ['MALFORMED', 'owner@127.0.0.1'],
    ['MALFORMED', `${'a'.repeat(65)}@harbour.example`],
    ['FREE', 'owner@gmail.com'],
    ['FREE', 'Owner@GMAIL.com'],
    ['FREE', 'owner@163.com'],
    ['FREE', 'owner@yahoo.co.jp'],
    ['DISPOSABLE', 'owner@mailinator.com'],
    ['DISPOSABLE', 'owner@sub.mailinator.com'],
    ['REFUSED_BY_POLICY', 'owner@rival.example'],
    ['REFUSED_BY_POLICY', 'owner@mail.rival.example'],
  ])('that is %s is refused: %j', async (cause, email) => {
    const { buyer, draft } = await withDraft();
    const before = server.mails.mails.length;
    expect(await sendCode(buyer, draft, email)).toMatchObject({ __typename: 'EmailNotAccepted', cause });
    expect(await read(buyer, draft)).toMatchObject({ email: null, codeExpiresAt: null });
    expect(await used(buyer, 'EMAIL')).toBe(0);
    expect(server.mails.mails).toHaveLength(before);
    await buyer.close();
  });

  it('that the operator accepts in spite of the lists gets its code', async () => {
    const { buyer, draft } = await withDraft();
    expect(await sendCode(buyer, draft, 'owner@staff.gmail.com')).toMatchObject({ __typename: 'SendEmailCodeSuccess' });
    await server.mails.waitFor('owner@staff.gmail.com', /code/i);
    await buyer.close();
  });

  it('of an international domain is the one that mail goes to', async () => {
    const { buyer, draft } = await withDraft();
    expect(await sendCode(buyer, draft, 'owner@bücher-hafen.example')).toMatchObject({
      verification: { email: 'owner@xn--bcher-hafen-thb.example' },
    });
    await buyer.close();
  });
});

describe('codes', () => {
  it('go out a minute apart', async () => {
    const { buyer, draft } = await withDraft();
    await sendCode(buyer, draft, 'owner@a-minute-apart.example');
    afterSeconds(59);
    expect(await sendCode(buyer, draft, 'owner@a-minute-apart.example')).toMatchObject({
      __typename: 'TooManyCodes',
      retryAfter: '2026-03-02T17:01:00.000Z',
    });
    afterSeconds(60);
    expect(await sendCode(buyer, draft, 'owner@a-minute-apart.example')).toMatchObject({
      __typename: 'SendEmailCodeSuccess',
    });
    afterSeconds(0);
    await buyer.close();
  });

  it('go out once, though thirty are asked for at once', async () => {
    const { buyer, draft } = await withDraft();
    const email = 'owner@thirty-at-once.example';
    const answers = await atOnce(30, () => sendCode(buyer, draft, email));
    expect(answers.filter(({ __typename }) => __typename === 'SendEmailCodeSuccess')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'TooManyCodes')).toHaveLength(29);
    const code = codeIn(await server.mails.waitFor(email, /code/i));
    expect(await giveCode(buyer, draft, code)).toMatchObject({ __typename: 'SubmitEmailCodeSuccess' });
    await buyer.close();
  });

  it('go out for thirty buyers at once, one each', async () => {
    const drafts = await atOnce(30, withDraft);
    const answers = await Promise.all(
      drafts.map(({ buyer, draft }, index) => sendCode(buyer, draft, `owner@buyer-${index}.example`)),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'SendEmailCodeSuccess'));
    await Promise.all(drafts.map(({ buyer }) => buyer.close()));
  });

  it('to one address are three an hour, whoever asks and however it is spelled', async () => {
    const drafts = await atOnce(4, withDraft);
    const spellings = [
      'owner@flooded.example',
      'OWNER@flooded.example',
      'owner@FLOODED.example',
      ' Owner@Flooded.example',
    ];
    const answers = [];
    for (const [index, { buyer, draft }] of drafts.entries()) {
      answers.push(await sendCode(buyer, draft, spellings[index] ?? ''));
      await buyer.close();
    }
    const sent = 'SendEmailCodeSuccess';
    expect(answers.map(({ __typename }) => __typename)).toEqual([sent, sent, sent, 'TooManyCodes']);
  });

  it('for one member are five an hour, though every draft is a new one', async () => {
    const { buyer } = await withDraft();
    const answers = [];
    for (let count = 1; count <= 6; count += 1) {
      const draft = await begin(buyer, 'EMAIL');
      answers.push(await sendCode(buyer, draft, `owner@shop-${count}.example`));
      await buyer.data(withdrawVerification, { input: { verification: draft } });
    }
    expect(answers.map(({ __typename }) => __typename)).toEqual([
      ...Array.from({ length: 5 }, () => 'SendEmailCodeSuccess'),
      'TooManyCodes',
    ]);
    expect(await used(buyer, 'EMAIL')).toBe(0);
    await buyer.close();
  });

  it('are not sent for what is submitted', async () => {
    const { buyer, draft } = await withDraft();
    await sendCode(buyer, draft, 'owner@submitted.example');
    await giveCode(buyer, draft, codeIn(await server.mails.waitFor('owner@submitted.example', /code/i)));
    expect(await sendCode(buyer, draft, 'owner@submitted.example')).toMatchObject({
      __typename: 'VerificationNotOpen',
      status: 'SUBMITTED',
    });
    await buyer.close();
  });

  it('outlive a change of identity', async () => {
    const { buyer, draft } = await withDraft();
    await sendCode(buyer, draft, 'owner@changed-identity.example');
    const code = codeIn(await server.mails.waitFor('owner@changed-identity.example', /code/i));
    await declare(buyer, wholesaler);
    expect(await giveCode(buyer, draft, code)).toMatchObject({ __typename: 'SubmitEmailCodeSuccess' });
    await buyer.close();
  });

  it('in all are sixty an hour, and the answer says when there are more', async () => {
    const drafts = await atOnce(61, withDraft);
    const answers = await Promise.all(
      drafts.map(({ buyer, draft }, index) => sendCode(buyer, draft, `owner@crowd-${index}.example`)),
    );
    await Promise.all(drafts.map(({ buyer }) => buyer.close()));
    const refused = answers.filter((answer) => answer.__typename === 'TooManyCodes');
    expect(refused.length).toBeGreaterThan(0);
    for (const { retryAfter } of refused) {
      expect(Date.parse(retryAfter)).toBeGreaterThan(Date.now());
      expect(Date.parse(retryAfter)).toBeLessThanOrEqual(Date.now() + 3_600_000);
    }
  });
});
