import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership, followReviews, readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { approveVerification, claimVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

const MONDAY = new Date('2027-03-01T15:00:00Z');
const hoursLater = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);

let server: TestServer;
let database: DatabaseReader;
let reviewer: TestClient;
let colleague: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ now: MONDAY });
  database = await readDatabase(server.databaseUrl);
  [reviewer, colleague] = await Promise.all([server.signIn('REVIEWER'), server.signIn('REVIEWER')]);
});
beforeEach(() => server.setNow(MONDAY));
afterAll(async () => {
  await database.close();
  await server.close();
});

it.for([
  ['back by five hours', -5],
  ['forward by a day', 24],
] as const)('a clock that jumps %s between submission and decision loses nothing', async ([, hours]) => {
  const start = await cursorOfNow(database);
  const { buyer, email, id, version } = await submitVerification(server);
  server.setNow(hoursLater(hours));
  await reviewer.data(approveVerification, { input: { verification: id, version } });
  expect((await buyer.data(readMembership, {})).viewer.membership.level.code).toBe('SILVER');
  const reviewed = await buyer.subscribe(followReviews, { after: start }).next();
  expect(reviewed.value?.data?.verificationReviewed.verification).toMatchObject({ id, status: 'APPROVED' });
  await server.mails.waitFor(email, /approved|verified|Silver/i);
  await buyer.close();
});

it('what happens after a jump back comes after what happened before it, in the log and to whoever follows', async () => {
  const start = await cursorOfNow(database);
  const { buyer, memberId, id, version } = await submitVerification(server, {
    stage: 'PLATINUM' as const,
    method: 'MATERIALS',
  });
  const reasons = [{ code: 'INFORMATION_INCORRECT' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
  const service = await server.signIn('SERVICE');
  const spend = (amount: number) =>
    service.data(recordOrder, {
      input: { order: `${memberId}-${amount}`, member: { id: memberId }, amount: { amount, currency: 'USD' } },
    });
  await spend(100_000);
  server.setNow(hoursLater(-48));
  await spend(1_000_000);
  const events = buyer.subscribe(followMembership, { after: start });
  const heard = [await events.next(), await events.next()].map(({ value }) => value?.data?.membershipChanged);
  expect(heard.map((event) => event?.change.to.code)).toEqual(['SILVER', 'GOLD']);
  expect(heard[1]?.at < heard[0]?.at).toBe(true);
  await buyer.close();
});

it('a claim ends with the clock that jumps forward, and is no obstacle when it jumps back', async () => {
  const { id, version } = await submitVerification(server);
  const claim = (client: TestClient) => client.data(claimVerification, { input: { verification: id } });
  await claim(reviewer);
  server.setNow(hoursLater(24));
  expect((await claim(colleague)).claimVerification.__typename).toBe('ClaimVerificationSuccess');
  server.setNow(hoursLater(-24));
  const answer = await colleague.data(approveVerification, { input: { verification: id, version } });
  expect(answer.approveVerification.__typename).toBe('ApproveVerificationSuccess');
});
