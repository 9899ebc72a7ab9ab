import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readChances } from '../support/buyer-operations.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { keepJobs } from '../support/database-text.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { restoreChances } from '../support/supervisor-operations.ts';
import { addJob, untilDone } from './job-table.ts';

// The clock stands: what is done twice is done in the same moment.
const NOW = new Date('2026-11-23T15:00:00Z');

let server: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  server = await startServerForTests({ now: NOW });
  database = await readDatabase(server.databaseUrl);
  await keepJobs(server.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const sentTo = (email: string) => server.mails.mails.filter(({ to }) => to === email);

/** The order of the last mail, as its job had it. */
async function lastOrder(): Promise<object> {
  const [row] = await database.rows(
    "select payload from seen_job where payload ->> 'mail' is not null order by payload ->> 'verificationId' desc limit 1",
  );
  return { ...Object(row?.['payload']) };
}

it('a mail that was sent is not sent again when its job is run again', async () => {
  const { email } = await submitVerification(server);
  await server.mails.waitFor(email, /tax number/);
  await untilDone(database, 'send_mail');
  await addJob(database, 'send_mail', await lastOrder());
  await untilDone(database, 'send_mail');
  expect(sentTo(email)).toHaveLength(1);
  expect(await database.rows('select from graphile_worker.jobs where attempts >= max_attempts')).toEqual([]);
});

it('a mail of which nobody knows that it was sent is sent again, and known as the same by its Message-ID', async () => {
  const { email } = await submitVerification(server);
  await server.mails.waitFor(email, /tax number/);
  await untilDone(database, 'send_mail');
  await database.rows('update mail set sent_at = null');
  await addJob(database, 'send_mail', await lastOrder());
  await vi.waitFor(() => expect(sentTo(email)).toHaveLength(2), { timeout: 20_000 });
  const [first, second] = sentTo(email);
  expect(second?.messageId).toBe(first?.messageId);
});

it('chances that are restored twice in a moment are told of twice', async () => {
  const email = `${randomUUID()}@restored.example`;
  const [buyer, supervisor] = await Promise.all([server.signIn('BUYER', { email }), server.signIn('SUPERVISOR')]);
  const { viewer } = await buyer.data(readChances, {});
  const input = { member: viewer.id, method: 'EMAIL' as const, reason: 'An outage.' };
  await supervisor.data(restoreChances, { input });
  await supervisor.data(restoreChances, { input });
  await vi.waitFor(() => expect(sentTo(email)).toHaveLength(2), { timeout: 20_000 });
  expect(new Set(sentTo(email).map(({ messageId }) => messageId)).size).toBe(2);
});

it('what is kept of mails names nobody', async () => {
  const { email } = await submitVerification(server);
  await server.mails.waitFor(email, /tax number/);
  await untilDone(database, 'send_mail');
  const rows = await database.rows('select mail::text as kept from mail');
  expect(rows.length).toBeGreaterThan(3);
  for (const { kept } of rows) expect(kept).toMatch(/^\([0-9a-f]{40},[A-Z_]+,\d+,"[^"@]+",("[^"@]+")?,,\)$/);
});
