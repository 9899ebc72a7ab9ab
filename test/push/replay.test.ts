import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followReviews } from '../support/membership-operations.ts';
import { approveVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

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

/** Hears so many decisions from a cursor on, over a socket of its own. */
async function hear(token: string | undefined, after: string, count: number) {
  const client = server.withToken(token);
  const events = client.subscribe(followReviews, { after });
  const heard = [];
  while (heard.length < count) {
    const event = (await events.next()).value?.data?.verificationReviewed;
    if (event === undefined) throw new Error('the subscription ended');
    heard.push({ id: event.verification.id, cursor: event.cursor });
  }
  await events.return?.();
  await client.close();
  return heard;
}

/** A buyer's decided verification: rejected while it is towards GOLD, so that there can be another. */
async function decide(buyer?: TestClient) {
  const submitted = await submitVerification(server, { stage: 'GOLD', ...(buyer ? { buyer } : {}) });
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  const input = { verification: submitted.id, version: submitted.version, reasons };
  await reviewer.data(rejectVerification, { input });
  return submitted;
}

it('a buyer who was away hears exactly what was missed, then what comes', async () => {
  const start = await cursorOfNow(database);
  const { buyer, id: first } = await decide();
  const [heard] = await hear(buyer.token, start, 1);
  expect(heard?.id).toBe(first);

  const missed = [];
  for (const _ of ['one', 'two', 'three']) missed.push((await decide(buyer)).id);
  const client = server.withToken(buyer.token);
  const events = client.subscribe(followReviews, { after: heard?.cursor ?? '' });
  const cursors = new Set<string>();
  for (const id of missed) {
    const event = (await events.next()).value?.data?.verificationReviewed;
    expect(event?.verification.id).toBe(id);
    cursors.add(event?.cursor ?? '');
  }
  const last = await submitVerification(server, { buyer, stage: 'SILVER', method: 'EMAIL' });
  await reviewer.data(approveVerification, { input: { verification: last.id, version: last.version } });
  const live = (await events.next()).value?.data?.verificationReviewed;
  expect(live).toMatchObject({ verification: { id: last.id, status: 'APPROVED' } });
  expect(cursors.add(live?.cursor ?? '').size).toBe(4);
  await client.close();

  // From each cursor on come those after it, and no other.
  const all = await hear(buyer.token, start, 5);
  expect(all.map((event) => event.id)).toEqual([first, ...missed, last.id]);
  for (const [index, { cursor }] of all.slice(0, -1).entries()) {
    expect(await hear(buyer.token, cursor, all.length - index - 1)).toEqual(all.slice(index + 1));
  }
});

it('a verification is told as it is now, not as it was then', async () => {
  const start = await cursorOfNow(database);
  const { buyer, id } = await decide();
  const client = server.withToken(buyer.token);
  const event = (await client.subscribe(followReviews, { after: start }).next()).value?.data;
  expect(event?.verificationReviewed.verification).toMatchObject({ id, status: 'REJECTED' });
  await client.close();
});

it('many hundreds that were missed come in their order, each once', async () => {
  const { buyer, id, memberId } = await decide();
  const start = await cursorOfNow(database);
  for (const count of [100, 1, 149, 250]) {
    await database.rows(
      `insert into event (type, at, member_id, verification_id)
       select 'VERIFICATION_REVIEWED', now(), $1, $2 from generate_series(1, ${count})`,
      [memberId, id],
    );
  }
  const heard = await hear(buyer.token, start, 500);
  const cursors = heard.map((event) => event.cursor);
  expect(new Set(cursors).size).toBe(500);
  const places = await database.rows(
    'select xid::text as transaction, id::text as place from event where member_id = $1 order by xid, id',
    [memberId],
  );
  const inOrder = places
    .slice(-500)
    .map(({ transaction, place }) => Buffer.from(`${String(transaction)}.${String(place)}`).toString('base64url'));
  expect(cursors).toEqual(inOrder);
});
