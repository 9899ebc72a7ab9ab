import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { hearQueue, type HeardQueue } from '../support/queue-events.ts';
import { approveVerification, claimVerification, releaseVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { auditTrail } from '../support/supervisor-operations.ts';
import { pullForward, untilDone } from './job-table.ts';

const MONDAY = new Date('2027-03-01T15:00:00Z');
const CLAIM = 30;
const BEFORE = 5;
const after = (minutes: number, milliseconds = 0) => new Date(MONDAY.getTime() + minutes * 60_000 + milliseconds);
const soon = { timeout: 30_000, interval: 100 };

let server: TestServer;
/** Another server on the same database, with the same clock. */
let twin: TestServer;
let database: DatabaseReader;
let reviewer: TestClient;
let supervisor: TestClient;
/** What is heard at each of the servers. */
let heard: readonly HeardQueue[];
beforeAll(async () => {
  server = await startServerForTests({ now: MONDAY });
  twin = await startServerForTests({ now: MONDAY, env: { DATABASE_URL: server.databaseUrl } });
  database = await readDatabase(server.databaseUrl);
  reviewer = await server.signIn('REVIEWER');
  supervisor = await server.signIn('SUPERVISOR');
  const other = await submitVerification(server);
  heard = [await hearQueue(reviewer, other.id), await hearQueue(await twin.signIn('REVIEWER'), other.id)];
});
afterAll(async () => {
  for (const queue of heard) await queue.stop();
  await database.close();
  await twin.close();
  await server.close();
});

function setNow(now: Date): void {
  server.setNow(now);
  twin.setNow(now);
}

/** A verification that was just claimed. */
async function claimed() {
  setNow(MONDAY);
  const { id, version } = await submitVerification(server);
  await claim(id);
  return { id, version };
}

async function claim(id: string): Promise<void> {
  const { claimVerification: answer } = await reviewer.data(claimVerification, { input: { verification: id } });
  expect(answer.__typename).toBe('ClaimVerificationSuccess');
}

/** Lets the jobs of claims run whose time has come by the servers' clock. */
async function letClaimsLapse(): Promise<void> {
  for (const task of ['remind_of_claim', 'lapse_claim']) {
    await pullForward(database, task);
    await untilDone(database, task);
  }
}

/** Waits until both servers heard exactly this of a verification. */
async function hears(id: string, changes: readonly string[]): Promise<void> {
  await vi.waitFor(() => {
    for (const queue of heard) expect(queue.changesOf(id)).toEqual(changes);
  }, soon);
}

const releases = async (id: string) => {
  const filter = { verification: id, acts: ['VERIFICATION_RELEASED' as const] };
  return (await supervisor.data(auditTrail, { filter })).auditTrail.nodes;
};

it('a claim whose time is over is told of once, at every server, and nobody did it', async () => {
  const { id } = await claimed();
  setNow(after(CLAIM));
  await letClaimsLapse();
  await hears(id, ['SUBMITTED', 'CLAIMED', 'RELEASED']);
  expect(await releases(id)).toMatchObject([{ actor: null, role: null, at: after(CLAIM).toISOString() }]);
  expect(await database.rows('select claimed_by, claimed_until from verification where id = $1', [id])).toEqual([
    { claimed_by: null, claimed_until: null },
  ]);
  // The next reviewer takes it, and its claim is another.
  await claim(id);
  await hears(id, ['SUBMITTED', 'CLAIMED', 'RELEASED', 'CLAIMED']);
});

it('a job that comes early, since the database’s clock is ahead, waits for the claim’s end', async () => {
  const { id } = await claimed();
  setNow(after(CLAIM, -300));
  await pullForward(database, 'lapse_claim');
  // It was put back, and is there once.
  await vi.waitFor(async () => {
    const [job, ...others] = await database.rows(
      `select id::text, attempts from graphile_worker.jobs where key = $1 and locked_at is null`,
      [`${id}#lapse_claim`],
    );
    expect([job?.['attempts'], others]).toEqual([0, []]);
    expect(await database.rows('select from verification where id = $1 and claimed_by is not null', [id])).toHaveLength(
      1,
    );
  }, soon);
  setNow(after(CLAIM));
  await hears(id, ['SUBMITTED', 'CLAIMED', 'RELEASED']);
  expect(await releases(id)).toHaveLength(1);
});

it('a claim that was prolonged lapses at its new end', async () => {
  const { id } = await claimed();
  setNow(after(20));
  await claim(id);
  setNow(after(CLAIM));
  await pullForward(database, 'lapse_claim');
  await untilDone(database, 'lapse_claim');
  expect(await releases(id)).toEqual([]);
  setNow(after(20 + CLAIM));
  await letClaimsLapse();
  await hears(id, ['SUBMITTED', 'CLAIMED', 'CLAIMED', 'RELEASED']);
  expect(await releases(id)).toMatchObject([{ at: after(20 + CLAIM).toISOString() }]);
});

it('a claim that ended otherwise is not told of again', async () => {
  const [decided, released] = [await claimed(), await claimed()];
  const { id: verification, version } = decided;
  await reviewer.data(approveVerification, { input: { verification, version } });
  await reviewer.data(releaseVerification, { input: { verification: released.id } });
  setNow(after(CLAIM));
  await letClaimsLapse();
  await hears(decided.id, ['SUBMITTED', 'CLAIMED', 'DECIDED']);
  await hears(released.id, ['SUBMITTED', 'CLAIMED', 'RELEASED']);
  expect(await releases(decided.id)).toEqual([]);
  expect(await releases(released.id)).toHaveLength(1);
});

it('a claim that lapsed unnoticed is told of when the next reviewer claims', async () => {
  const { id } = await claimed();
  setNow(after(CLAIM));
  const colleague = await server.signIn('REVIEWER');
  await colleague.data(claimVerification, { input: { verification: id } });
  await hears(id, ['SUBMITTED', 'CLAIMED', 'RELEASED', 'CLAIMED']);
  await letClaimsLapse();
  expect(await releases(id)).toMatchObject([{ actor: null }]);
  await colleague.close();
});

it('followers are told once that a claim lapses soon', async () => {
  const { id } = await claimed();
  setNow(after(CLAIM - BEFORE));
  await pullForward(database, 'remind_of_claim');
  await hears(id, ['SUBMITTED', 'CLAIMED', 'CLAIM_LAPSING']);
  // Its job is run again, at both servers at once.
  const payload = JSON.stringify({ verificationId: id, until: after(CLAIM).toISOString() });
  for (const _ of ['once', 'twice']) {
    await database.rows(`select from graphile_worker.add_job('remind_of_claim', payload => $1)`, [payload]);
  }
  await untilDone(database, 'remind_of_claim');
  await reviewer.data(releaseVerification, { input: { verification: id } });
  await hears(id, ['SUBMITTED', 'CLAIMED', 'CLAIM_LAPSING', 'RELEASED']);
  expect(await database.count('event', 'queue_change', 'CLAIM_LAPSING')).toBe(1);
});

it('nobody is told of a claim that was prolonged, until that lapses soon as well', async () => {
  const { id } = await claimed();
  setNow(after(CLAIM - BEFORE));
  await claim(id);
  setNow(after(2 * CLAIM - 2 * BEFORE));
  await pullForward(database, 'remind_of_claim');
  await hears(id, ['SUBMITTED', 'CLAIMED', 'CLAIMED', 'CLAIM_LAPSING']);
  expect(await releases(id)).toEqual([]);
});
