import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { atOnce } from '../support/at-once.ts';
import { begin, handInTaxNumber, read, signInBuyer, used } from '../support/buyer-steps.ts';
import { databaseText, keepJobs, plainSpellings } from '../support/database-text.ts';
import { rejectNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const readWhole = graphql(`
  query TaxNumberWhole($id: ID!) {
    verification(id: $id) {
      ... on TaxNumberVerification {
        taxNumber
      }
    }
  }
`);
const countries = graphql(`
  query TaxNumberCountryList {
    taxNumberCountries {
      code
      verdict
    }
  }
`);

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

describe('a tax number', () => {
  it.each([
    ['DE', 'DE 136 695 976', 'CHECKSUM_VALID', '*******76'],
    ['de', '136695976', 'CHECKSUM_VALID', '*******76'],
    ['GB', 'GB 980 7806 84', 'CHECKSUM_VALID', '*******84'],
    ['US', '12-3456789', 'FORMAT_ONLY', '*******89'],
    ['KZ', '170 540 006 129', 'COUNTRY_UNSUPPORTED', '*********129'],
  ])('of %s, %s, is checked as far as it can be: %s', async (country, number, verdict, masked) => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    const answer = await handInTaxNumber(buyer, id, number, country);
    const shown = { country: country.toUpperCase(), maskedTaxNumber: masked, verdict };
    expect(answer).toMatchObject({ verification: { status: 'SUBMITTED', ...shown } });
    expect(await read(buyer, id)).toMatchObject(shown);
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });

  it.each([
    ['a wrong check digit', 'DE', 'DE136695977'],
    ['too few digits', 'US', '12-345'],
    ['no digit', 'DE', 'unknown'],
    ['nothing', 'DE', ''],
    ['a null character', 'DE', '136695976\u0000'],
    ['half a character', 'KZ', '1705\uD800'],
    ['far too much', 'KZ', '1'.repeat(100_000)],
    ['no country', '', '136695976'],
    ['a country that is none', 'XX', '136695976'],
    ['a country by its name', 'Germany', '136695976'],
    ['a country with a null character', 'D\u0000', '136695976'],
  ])('with %s is malformed and costs nothing', async (_what, country, number) => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    const answer = await handInTaxNumber(buyer, id, number, country);
    expect(answer).toMatchObject({ __typename: 'TaxNumberMalformed', hint: expect.stringMatching(/\w+/) });
    expect(await read(buyer, id)).toMatchObject({ status: 'DRAFT', country: null, maskedTaxNumber: null });
    expect(await used(buyer, 'TAX_NUMBER')).toBe(0);
    await buyer.close();
  });

  it('handed in twenty times at once is one submission and one chance', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    const answers = await atOnce(20, () => handInTaxNumber(buyer, id));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ verification: { status: 'SUBMITTED', version: 2 } });
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });

  it('is not taken again, not even another one, while it is looked at', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    await handInTaxNumber(buyer, id, '12-3456789', 'US');
    expect(await read(buyer, id)).toMatchObject({ country: 'DE', maskedTaxNumber: '*******76' });
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });

  it('is for a draft of one’s own, by this method, that is not decided', async () => {
    const [buyer, other, reviewer] = await Promise.all([
      signInBuyer(server),
      signInBuyer(server),
      server.signIn('REVIEWER'),
    ]);
    const id = await begin(buyer, 'TAX_NUMBER');
    const unknown = await handInTaxNumber(other, '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(unknown.__typename).toBe('VerificationNotFound');
    expect(await handInTaxNumber(other, id)).toEqual(unknown);
    expect(await handInTaxNumber(buyer, await begin(buyer, 'EMAIL'))).toMatchObject({
      __typename: 'VerificationNotOpen',
      method: 'EMAIL',
    });
    await handInTaxNumber(buyer, id);
    await rejectNow(reviewer, id);
    expect(await handInTaxNumber(buyer, id)).toMatchObject({ __typename: 'VerificationNotOpen', status: 'REJECTED' });
    await Promise.all([buyer.close(), other.close(), reviewer.close()]);
  });

  it('is masked for its own buyer, and whole for a reviewer alone', async () => {
    const [buyer, reviewer] = await Promise.all([signInBuyer(server), server.signIn('REVIEWER')]);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    const { data, errors } = await buyer.run(readWhole, { id });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(JSON.stringify(data)).not.toContain('136695976');
    expect(await reviewer.data(readWhole, { id })).toEqual({ verification: { taxNumber: '136695976' } });
    await Promise.all([buyer.close(), reviewer.close()]);
  });

  it('stands nowhere in the database in clear, nor in a job or a mail', async () => {
    await keepJobs(server.databaseUrl);
    const email = 'owner@secret-number.example';
    const [buyer, reviewer] = await Promise.all([signInBuyer(server, undefined, { email }), server.signIn('REVIEWER')]);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id, 'GB 980 7806 84', 'GB');
    await reviewer.data(readWhole, { id });
    await rejectNow(reviewer, id, [{ code: 'TAX_NUMBER_NOT_FOUND' }]);
    const mails = [await server.mails.waitFor(email, /received/i), await server.mails.waitFor(email, /not approved/i)];
    const text = `${await databaseText(server.databaseUrl)}\n${JSON.stringify(mails)}`;
    // What is looked through holds the verification, its jobs and its mails.
    for (const there of [id, 'VERIFICATION_REVIEWED', 'seen_job', email]) expect(text).toContain(there);
    for (const secret of ['980780684', 'GB 980 7806 84', '980 7806 84'].flatMap(plainSpellings)) {
      expect(text).not.toContain(secret);
    }
    await Promise.all([buyer.close(), reviewer.close()]);
  });
});

describe('the countries', () => {
  it('that can be checked say how far at best, and are none twice', async () => {
    const buyer = await server.signIn('BUYER');
    const { taxNumberCountries } = await buyer.data(countries, {});
    const verdicts = new Map(taxNumberCountries.map(({ code, verdict }) => [code, verdict]));
    expect(verdicts.size).toBe(taxNumberCountries.length);
    expect([verdicts.get('DE'), verdicts.get('US'), verdicts.get('KZ')]).toEqual([
      'CHECKSUM_VALID',
      'FORMAT_ONLY',
      undefined,
    ]);
    await buyer.close();
  });
});
