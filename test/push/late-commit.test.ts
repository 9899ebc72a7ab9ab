import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followReviews } from '../support/membership-operations.ts';
import { rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

let server: TestServer;
let database: DatabaseReader;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  reviewer = await server.signIn('REVIEWER');
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function reject({ id, version }: SubmittedVerification): Promise<void> {
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
}

/** An event that another server has written and not committed yet. */
async function holdEvent({ memberId, id }: SubmittedVerification): Promise<DatabaseReader> {
  const other = await readDatabase(server.databaseUrl);
  await other.rows('begin');
  await other.rows(
    `insert into event (type, at, member_id, verification_id) values ('VERIFICATION_REVIEWED', now(), $1, $2)`,
    [memberId, id],
  );
  return other;
}

it('an event that commits after a later one is told, and told first', async () => {
  const earlier = await submitVerification(server);
  const { buyer } = earlier;
  await reject(earlier);
  const after = await cursorOfNow(database);
  const events = buyer.subscribe(followReviews, { after });
  const other = await holdEvent(earlier);
  const later = await submitVerification(server, { buyer });
  await reject(later);
  // The later decision is kept and mailed; its push waits for the earlier one.
  expect(await database.count('decision', 'verification_id', later.id)).toBe(1);
  await other.rows('commit');
  for (const { id } of [earlier, later]) {
    expect((await events.next()).value?.data?.verificationReviewed.verification.id).toBe(id);
  }
  await other.close();
  await buyer.close();
});

it('an event that is never committed is not told and stalls nothing', async () => {
  const earlier = await submitVerification(server);
  const { buyer } = earlier;
  await reject(earlier);
  const after = await cursorOfNow(database);
  const events = buyer.subscribe(followReviews, { after });
  const other = await holdEvent(earlier);
  const later = await submitVerification(server, { buyer });
  await reject(later);
  await other.rows('rollback');
  expect((await events.next()).value?.data?.verificationReviewed.verification.id).toBe(later.id);
  await other.close();
  await buyer.close();
});

it('a buyer who comes back with a cursor misses no event that was open all the while', async () => {
  const earlier = await submitVerification(server);
  const { buyer } = earlier;
  const start = await cursorOfNow(database);
  await reject(earlier);
  const before = server.withToken(buyer.token);
  const cursor = (await before.subscribe(followReviews, { after: start }).next()).value?.data?.verificationReviewed
    .cursor;
  await before.close();
  const other = await holdEvent(earlier);
  const later = await submitVerification(server, { buyer });
  await reject(later);
  const events = buyer.subscribe(followReviews, { after: cursor ?? '' });
  await other.rows('commit');
  for (const { id } of [earlier, later]) {
    expect((await events.next()).value?.data?.verificationReviewed.verification.id).toBe(id);
  }
  await other.close();
  await buyer.close();
});
