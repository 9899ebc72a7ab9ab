import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, handInMaterials, handInTaxNumber, read, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests({ now: new Date('2026-03-02T17:00:00Z') });
});
afterAll(() => server.close());

/** Hands a tax number in at an instant, and gives what was promised then. */
async function promisedAt(instant: string, email?: string) {
  server.setNow(new Date(instant));
  const buyer = await signInBuyer(server, undefined, email === undefined ? {} : { email });
  const answer = await handInTaxNumber(buyer, await begin(buyer, 'TAX_NUMBER'));
  if (answer.__typename !== 'SubmitTaxNumberSuccess') throw new Error(answer.message);
  await buyer.close();
  expect(answer.verification.submittedAt).toBe(new Date(instant).toISOString());
  return answer.verification.expectedResult;
}

describe('a result is promised', () => {
  it.each([
    ['a Monday', '2026-03-02T17:00:00Z', '2026-03-04', '2026-03-06'],
    ['a Thursday, over the weekend', '2026-03-05T17:00:00Z', '2026-03-09', '2026-03-11'],
    ['a Saturday', '2026-03-07T17:00:00Z', '2026-03-10', '2026-03-12'],
    ['a Monday of New York, though Greenwich has Tuesday', '2026-03-03T04:30:00Z', '2026-03-04', '2026-03-06'],
    ['that Tuesday, half an hour later', '2026-03-03T05:00:00Z', '2026-03-05', '2026-03-09'],
    ['the Tuesday before Thanksgiving', '2026-11-24T15:00:00Z', '2026-11-27', '2026-12-01'],
    ['Thanksgiving itself', '2026-11-26T15:00:00Z', '2026-11-30', '2026-12-02'],
    ['the day before Christmas Eve', '2026-12-23T15:00:00Z', '2026-12-28', '2026-12-30'],
    ['the last day of the year', '2026-12-31T15:00:00Z', '2027-01-05', '2027-01-07'],
  ])('between the 2nd and the 4th working day after %s', async (_day, instant, earliest, latest) => {
    expect(await promisedAt(instant)).toEqual({ earliest, latest });
  });

  it('by the whole last day, where the operator is, and is overdue from then on', async () => {
    server.setNow(new Date('2026-03-02T17:00:00Z'));
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    await handInMaterials(buyer, id);
    // Friday ends at 05:00 UTC in New York's winter.
    server.setNow(new Date('2026-03-07T04:59:59Z'));
    expect(await read(buyer, id)).toMatchObject({ overdue: false });
    server.setNow(new Date('2026-03-07T05:00:00Z'));
    expect(await read(buyer, id)).toMatchObject({
      overdue: true,
      status: 'SUBMITTED',
      expectedResult: { earliest: '2026-03-04', latest: '2026-03-06' },
    });
    await buyer.close();
  });

  it('in the mail that confirms the submission, with both days in words', async () => {
    await promisedAt('2026-11-24T15:00:00Z', 'thanks@giving-trade.example');
    const mail = await server.mails.waitFor('thanks@giving-trade.example', /received/i);
    expect(mail.subject).toMatch(/tax number for Silver/);
    const days = 'between Friday 27 November and Tuesday 1 December 2026';
    expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(days);
    expect(mail.html.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')).toContain(days);
    expect(mail.text).toContain('Test Person');
  });
});
