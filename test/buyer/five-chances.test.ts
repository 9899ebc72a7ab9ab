import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../generated/graphql.ts';
import { atOnce } from '../support/at-once.ts';
import { beginVerification, withdrawVerification } from '../support/buyer-operations.ts';
import {
  begin,
  declare,
  handInMaterials,
  handInTaxNumber,
  read,
  signInBuyer,
  uploaded,
  used,
} from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { inDatabase } from '../support/database-text.ts';
import { rejectNow } from '../support/quick-review.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
});
afterAll(async () => {
  await reviewer.close();
  await server.close();
});

const handIn: Record<'MATERIALS' | 'TAX_NUMBER', (buyer: TestClient, id: string) => Promise<{ __typename: string }>> = {
  async MATERIALS(buyer, id) {
    await uploaded(buyer, id, 'BANK_STATEMENT');
    return handInMaterials(buyer, id);
  },
  TAX_NUMBER: (buyer, id) => handInTaxNumber(buyer, id),
};

async function tryToBegin(buyer: TestClient, method: Method, stage: string) {
  return (await buyer.data(beginVerification, { input: { stage, method } })).beginVerification;
}

describe.each(['MATERIALS', 'TAX_NUMBER'] as const)('by %s', (method) => {
  const others = (['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const).filter((other) => other !== method);

  it('a buyer is heard five times, across stages and identities, and is then told which paths remain', async () => {
    const buyer = await signInBuyer(server);
    for (let chance = 1; chance <= 5; chance += 1) {
      // Neither another stage nor another identity begins to count anew.
      await declare(buyer, sampleIdentity(chance % 2 === 0 ? 'MANUFACTURER' : 'ORGANIZATION').identity);
      const id = await begin(buyer, method, chance % 2 === 0 ? 'GOLD' : 'SILVER');
      expect((await handIn[method](buyer, id)).__typename).toMatch(/Success$/);
      expect(await used(buyer, method)).toBe(chance);
      await rejectNow(reviewer, id);
    }
    expect(await tryToBegin(buyer, method, 'SILVER')).toMatchObject({
      __typename: 'ChancesExhausted',
      method,
      limit: 5,
      remainingMethods: others,
      spend: { required: { amount: 100_000 }, remaining: { amount: 100_000 } },
    });
    expect(await tryToBegin(buyer, method, 'GOLD')).toMatchObject({
      remainingMethods: others.filter((other) => other !== 'EMAIL'),
      spend: { required: { amount: 1_000_000 } },
    });
    for (const other of others) expect(await used(buyer, other)).toBe(0);
    await buyer.close();
  });

  it('a chance that is spent stays spent when the verification is withdrawn', async () => {
    const buyer = await signInBuyer(server);
    for (let chance = 1; chance <= 5; chance += 1) {
      const id = await begin(buyer, method);
      await handIn[method](buyer, id);
      await buyer.data(withdrawVerification, { input: { verification: id } });
    }
    expect(await tryToBegin(buyer, method, 'SILVER')).toMatchObject({ __typename: 'ChancesExhausted' });
    expect(await used(buyer, method)).toBe(5);
    await buyer.close();
  });

  it('the last chance is good for a review: what it handed in is not closed', async () => {
    const buyer = await signInBuyer(server);
    let id = '';
    for (let chance = 1; chance <= 5; chance += 1) {
      if (id !== '') await rejectNow(reviewer, id);
      id = await begin(buyer, method);
      await handIn[method](buyer, id);
    }
    expect(await read(buyer, id)).toMatchObject({ status: 'SUBMITTED' });
    expect(await tryToBegin(buyer, method, 'SILVER')).toMatchObject({ __typename: 'VerificationAlreadyOpen' });
    await buyer.close();
  });
});

describe.each(['MATERIALS', 'TAX_NUMBER'] as const)('a draft by %s', (method) => {
  it('that finds no chance left is not handed in, says which paths remain, and stays as it is', async () => {
    const subject = `test|late-${method}`;
    const buyer = await signInBuyer(server, undefined, { subject });
    const id = await begin(buyer, method);
    await inDatabase(server.databaseUrl, (client) =>
      client.query('insert into chance select id, $2, 5 from member where subject = $1', [subject, method]),
    );
    expect(await handIn[method](buyer, id)).toMatchObject({
      __typename: 'ChancesExhausted',
      method,
      limit: 5,
      remainingMethods: ['MATERIALS', 'TAX_NUMBER', 'EMAIL'].filter((other) => other !== method),
    });
    expect(await read(buyer, id)).toMatchObject({ status: 'DRAFT', version: 1 });
    expect(await used(buyer, method)).toBe(5);
    await buyer.close();
  });
});

describe('all that a buyer does at once', () => {
  it('spends no more than five chances, and no more than it hands in', async () => {
    const buyer = await signInBuyer(server);
    let submissions = 0;
    // Eight rounds of beginning, handing in and withdrawing, each step several times at once.
    for (let round = 1; round <= 8; round += 1) {
      const begun = await atOnce(4, () => tryToBegin(buyer, 'TAX_NUMBER', 'SILVER'));
      const ids = new Set(
        begun.map((one) => (one.__typename === 'BeginVerificationSuccess' ? one.verification.id : undefined)),
      );
      expect(ids.size).toBe(1);
      const [id] = ids;
      if (id === undefined) continue;
      await Promise.all([
        ...Array.from({ length: 4 }, () => handInTaxNumber(buyer, id)),
        handInTaxNumber(buyer, id, '12-3456789', 'US'),
        handInMaterials(buyer, id),
      ]);
      if ((await read(buyer, id))?.submittedAt !== null) submissions += 1;
      await atOnce(4, () => buyer.data(withdrawVerification, { input: { verification: id } }));
    }
    expect(submissions).toBe(5);
    expect(await used(buyer, 'TAX_NUMBER')).toBe(5);
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    await buyer.close();
  });

  it('with both methods spends one chance of each', async () => {
    const buyer = await signInBuyer(server);
    const [materials, tax] = await Promise.all([begin(buyer, 'MATERIALS'), begin(buyer, 'TAX_NUMBER')]);
    await uploaded(buyer, materials, 'BANK_STATEMENT');
    await atOnce(20, async (index) =>
      index % 2 === 0 ? handInMaterials(buyer, materials) : handInTaxNumber(buyer, tax),
    );
    expect(await used(buyer, 'MATERIALS')).toBe(1);
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });
});
