import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atOnce } from '../support/at-once.ts';
import { beginVerification } from '../support/buyer-operations.ts';
import { submitEmailCode } from '../support/buyer-proof-operations.ts';
import { begin, giveCode, read, sendCode, signInBuyer, used } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { codeIn } from '../support/mailed-code.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

/** Most aliases that one request may have. */
const ALIASES = 12;

const subject = 'test|guesser';

let server: TestServer;
let round = 0;
let buyer: TestClient;
/** The same buyer, signed in somewhere else. */
let elsewhere: TestClient;
let draft: string;
let code: string;
beforeAll(async () => {
  server = await startServerForTests();
});
beforeEach(async () => {
  round += 1;
  const person = { subject: `${subject}-${round}`, email: `guesser-${round}@guesses.example` };
  buyer = await signInBuyer(server, undefined, person);
  elsewhere = await server.signIn('BUYER', person);
  draft = await begin(buyer, 'EMAIL');
  const email = `owner@guessed-${round}.example`;
  await sendCode(buyer, draft, email);
  code = codeIn(await server.mails.waitFor(email, /code/i));
  return async () => {
    await Promise.all([buyer.close(), elsewhere.close()]);
  };
});
afterAll(() => server.close());

interface Guess {
  readonly __typename: string;
  readonly message?: string | undefined;
}

/** Codes of the right form, each another one, and none of them the one that was mailed. */
function wrongCodes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String((Number(code) + 1 + index) % 10 ** 8).padStart(8, '0'));
}

const aliased = z.object({
  data: z.record(z.string(), z.object({ __typename: z.string(), message: z.string().optional() })),
});

/** Gives several codes back by the aliases of one request. */
async function giveByAliases(client: TestClient, codes: readonly string[]): Promise<Guess[]> {
  const fields = codes.map(
    (guess, index) =>
      `g${index}: submitEmailCode(input: { verification: "${draft}", code: "${guess}" }) { __typename ... on Problem { message } }`,
  );
  const document: TypedDocumentNode<Record<string, unknown>, Record<string, never>> = parse(
    `mutation { ${fields.join('\n')} }`,
  );
  return Object.values(aliased.parse(await client.run(document, {})).data);
}

const wasChecked = ({ __typename, message }: Guess) =>
  __typename === 'WrongCode' || message?.startsWith('The code is wrong') === true;

describe('of two hundred wrong guesses at once', () => {
  it('by aliases, by requests side by side and from two sign-ins, exactly five are checked', async () => {
    const guesses = wrongCodes(200);
    const [byAlias, alone] = [guesses.slice(0, 8 * ALIASES), guesses.slice(8 * ALIASES)];
    const answers: Guess[] = (
      await Promise.all([
        ...Array.from({ length: 8 }, (_, index) =>
          giveByAliases(index % 2 === 0 ? buyer : elsewhere, byAlias.slice(index * ALIASES, (index + 1) * ALIASES)),
        ),
        ...alone.map(async (guess, index) => [await giveCode(index % 2 === 0 ? elsewhere : buyer, draft, guess)]),
      ])
    ).flat();
    expect(answers).toHaveLength(200);
    expect(answers.filter(wasChecked)).toHaveLength(5);
    expect(answers.filter(({ __typename }) => __typename === 'WrongCode')).toHaveLength(4);
    expect(answers.filter(({ __typename }) => __typename === 'ChancesExhausted')).toHaveLength(196);
    expect(await used(buyer, 'EMAIL')).toBe(5);
    expect(await read(buyer, draft)).toMatchObject({ status: 'DRAFT', confirmedAt: null });
  });

  it('none more is checked though the right one is among those that follow', async () => {
    await atOnce(5, (index) => giveCode(buyer, draft, wrongCodes(5)[index] ?? ''));
    const answers = await atOnce(20, () => giveCode(elsewhere, draft, code));
    for (const answer of answers) {
      expect(answer).toEqual({
        __typename: 'ChancesExhausted',
        message:
          'All chances of this method are spent. This stage still opens by verification by MATERIALS, or verification by TAX_NUMBER, or spending through orders.',
        method: 'EMAIL',
        limit: 5,
        remainingMethods: ['MATERIALS', 'TAX_NUMBER'],
        spend: { required: { amount: 100_000, currency: 'USD' }, spent: { amount: 0 }, remaining: { amount: 100_000 } },
      });
    }
    expect(await used(buyer, 'EMAIL')).toBe(5);
    expect(await read(buyer, draft)).toMatchObject({ status: 'DRAFT' });
  });

  it('the right one is taken if it is among the first five, and no other is', async () => {
    const answers = await giveByAliases(buyer, [...wrongCodes(4), code, ...wrongCodes(5)]);
    expect(answers.map(({ __typename }) => __typename)).toEqual([
      ...Array.from({ length: 4 }, () => 'WrongCode'),
      // Whoever hands in what is handed in already hears the same again.
      ...Array.from({ length: 6 }, () => 'SubmitEmailCodeSuccess'),
    ]);
    expect(await used(buyer, 'EMAIL')).toBe(5);
    expect(await read(buyer, draft)).toMatchObject({ status: 'SUBMITTED' });
  });
});

describe('a buyer without a chance of email', () => {
  it('gets no other code, and can begin no other verification by email', async () => {
    for (const guess of wrongCodes(5)) await giveCode(buyer, draft, guess);
    const exhausted = { __typename: 'ChancesExhausted', remainingMethods: ['MATERIALS', 'TAX_NUMBER'] };
    const before = server.mails.mails.length;
    expect(await sendCode(buyer, draft, 'owner@another-try.example')).toMatchObject(exhausted);
    const input = { stage: 'SILVER', method: 'EMAIL' } as const;
    expect((await buyer.data(beginVerification, { input })).beginVerification).toMatchObject(exhausted);
    expect(server.mails.mails).toHaveLength(before);
    expect(await used(buyer, 'EMAIL')).toBe(5);
  });

  it('has spent no chance of the other methods', async () => {
    for (const guess of wrongCodes(5)) await giveCode(buyer, draft, guess);
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    expect(await used(buyer, 'TAX_NUMBER')).toBe(0);
    expect(await begin(buyer, 'TAX_NUMBER')).not.toBe(draft);
  });
});

describe('one request', () => {
  it('with more guesses than aliases are allowed is refused whole, and costs nothing', async () => {
    await expect(giveByAliases(buyer, wrongCodes(40))).rejects.toThrow(z.ZodError);
    expect(await used(buyer, 'EMAIL')).toBe(0);
  });

  it('that is a batch of guesses is refused whole, and costs nothing', async () => {
    const batch = wrongCodes(10).map((guess) => ({
      query: print(submitEmailCode),
      variables: { input: { verification: draft, code: guess } },
    }));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${buyer.token}` },
      body: JSON.stringify(batch),
    });
    expect(response.status).toBe(400);
    expect(await used(buyer, 'EMAIL')).toBe(0);
  });
});
