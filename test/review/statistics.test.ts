import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { checkDecision, queueCounts, reviewStatistics } from '../support/desk-operations.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { claimVerification, releaseVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type Submission } from '../support/submitted-verification.ts';

/** A Monday, 23:30 in New York, where Tuesday has begun in Greenwich. */
const MONDAY = new Date('2027-03-02T04:30:00Z');
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const DAY = 24 * 60;

const influencer = {
  influencer: { account: '@a', platform: 'Somewhere', profileLink: 'https://a.example', followerCount: 5 },
};

const policy = (text: string) => text.replace('recheckShare: 0.05', 'recheckShare: 1');

let server: TestServer;
let rita: TestClient;
let colin: TestClient;
let supervisor: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ policy, now: MONDAY });
  rita = await server.signIn('REVIEWER', { name: 'Rita' });
  colin = await server.signIn('REVIEWER', { name: 'Colin' });
  supervisor = await server.signIn('SUPERVISOR', { name: 'Susan' });
});
afterAll(() => server.close());

const counts = async (client: TestClient) => (await client.data(queueCounts, {})).queueCounts;
const statistics = async (from: string, to: string) =>
  (await supervisor.data(reviewStatistics, { from, to })).reviewStatistics;
const claim = (client: TestClient, verification: string) => client.data(claimVerification, { input: { verification } });

async function submit(minutes: number, submission: Submission = {}): Promise<string> {
  server.setNow(later(minutes));
  return (await submitVerification(server, submission)).id;
}

/** What the server, which runs in this process, sends to the database meanwhile, without what it does by itself. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(Client.prototype, 'query');
  try {
    await work();
    const texts = query.mock.calls.map(([statement]: readonly unknown[]) => JSON.stringify(statement));
    return texts
      .filter((text) => /"select|"with|with (waiting|decided|submissions) as/i.test(text))
      .filter((text) => !/graphile_worker|pg_snapshot_xmin|update server/i.test(text)).length;
  } finally {
    query.mockRestore();
  }
}

it('an empty queue counts nothing, in every bucket and on every day', async () => {
  expect(await counts(rita)).toEqual({
    open: 0,
    dueToday: 0,
    overdue: 0,
    mine: 0,
    awaitingSecondReview: 0,
    disputed: 0,
    byStage: [],
    byMethod: [],
    byIdentityType: [],
  });
  const empty = await statistics('2027-02-27', '2027-03-01');
  expect(empty).toMatchObject({ open: 0, perReviewer: [], ages: [{ open: 0 }, {}, {}, {}, {}, {}, { toDays: null }] });
  expect(empty.perDay).toEqual(
    ['2027-02-27', '2027-02-28', '2027-03-01'].map((day) => ({ day, submitted: 0, decided: 0 })),
  );
});

it('what waits is counted by what it is, when it is promised and how long it has waited', async () => {
  const [held] = [await submit(0), await submit(1, { stage: 'GOLD' })];
  const first = await submit(2, { method: 'MATERIALS', stage: 'PLATINUM', identity: influencer });
  await claim(rita, held);
  await approveNow(colin, first);
  expect(await counts(rita)).toEqual({
    open: 3,
    dueToday: 0,
    overdue: 0,
    mine: 1,
    awaitingSecondReview: 1,
    disputed: 0,
    byStage: ['SILVER', 'GOLD', 'PLATINUM'].map((code) => ({ stage: { code }, open: 1, dueToday: 0, overdue: 0 })),
    byMethod: [
      { method: 'MATERIALS', open: 1 },
      { method: 'TAX_NUMBER', open: 2 },
    ],
    byIdentityType: expect.arrayContaining([{ identityType: 'INFLUENCER', open: 1 }]),
  });
  expect((await counts(colin)).mine).toBe(0);

  // Four working days later, in New York, on Friday evening; then the day after.
  server.setNow(later(4 * DAY));
  expect(await counts(rita)).toMatchObject({ open: 3, dueToday: 3, overdue: 0, mine: 0 });
  server.setNow(later(5 * DAY));
  expect(await counts(rita)).toMatchObject({ dueToday: 0, overdue: 3 });
  const now = await statistics('2027-03-01', '2027-03-06');
  expect(now).toMatchObject({ open: 3, overdue: 3, byStage: [{ open: 1 }, { open: 1 }, { open: 1 }] });
  expect(now.ages.filter(({ open }) => open > 0)).toEqual([{ fromDays: 5, toDays: 7, open: 3 }]);
  expect(now.perDay.map(({ submitted }) => submitted)).toEqual([3, 0, 0, 0, 0, 0]);

  // Two differ on what was reviewed.
  await rejectNow(rita, first);
  expect(await counts(rita)).toMatchObject({ awaitingSecondReview: 1, disputed: 1 });
  server.setNow(later(5 * DAY + 10));
  await approveNow(supervisor, first);
  const { perReviewer } = await statistics('2027-03-06', '2027-03-06');
  expect(perReviewer.find(({ reviewer }) => reviewer.name === 'Colin')).toMatchObject({
    decisions: 0,
    medianMinutes: null,
    agreements: 1,
    disagreements: 0,
  });
  expect(perReviewer.find(({ reviewer }) => reviewer.name === 'Rita')).toMatchObject({
    agreements: 0,
    disagreements: 1,
  });
});

it('who decided what, how fast, and how often others agreed, on the days that are asked for', async () => {
  // Each is held for so long: one was held before by another, one held again, one prolonged, one decided without a claim.
  const held = [10, 20, 60];
  const base = 10 * DAY;
  const ids: string[] = [];
  for (const [nth, minutes] of held.entries()) {
    const id = await submit(base);
    await claim(nth === 0 ? colin : rita, id);
    server.setNow(later(base + 5));
    await (nth === 0 ? colin : rita).data(releaseVerification, { input: { verification: id } });
    await claim(rita, id);
    server.setNow(later(base + 15));
    if (nth === 2) await claim(rita, id);
    server.setNow(later(base + 5 + minutes));
    if (nth === 1) await rejectNow(rita, id);
    else await approveNow(rita, id);
    ids.push(id);
  }
  const unclaimed = await submit(base + DAY);
  await approveNow(rita, unclaimed);
  await colin.data(checkDecision, { input: { verification: ids[0] ?? '', agrees: true } });
  await colin.data(checkDecision, { input: { verification: ids[1] ?? '', agrees: false } });

  const one = await statistics('2027-03-11', '2027-03-12');
  expect(one.perReviewer).toEqual([
    {
      reviewer: { name: 'Rita' },
      decisions: 4,
      approved: 3,
      rejected: 1,
      medianMinutes: 20,
      agreements: 1,
      disagreements: 1,
    },
  ]);
  // The last of Thursday's was decided after midnight.
  expect(one.perDay).toEqual([
    { day: '2027-03-11', submitted: 3, decided: 2 },
    { day: '2027-03-12', submitted: 1, decided: 2 },
  ]);
  expect((await statistics('2027-03-10', '2027-03-10')).perReviewer).toEqual([]);
});

it('takes as many statements for many as for few', async () => {
  const few = await statementsOf(() => statistics('2027-03-11', '2027-03-11'));
  const many = await statementsOf(() => statistics('2026-03-12', '2027-03-12'));
  expect(many).toBe(few);
  expect(few).toBeGreaterThanOrEqual(3);
  // Who asks, what waits, who decided, the days, the reviewers' names.
  expect(few).toBeLessThanOrEqual(5);
});

it.each([
  ['2027-03-02', '2027-03-01', /before/],
  ['2027-03-01', '2027-04-01', /after today/],
  ['2026-03-01', '2027-03-10', /366 days/],
])('from %s to %s can’t be looked back at', async (from, to, message) => {
  expect(await supervisor.run(reviewStatistics, { from, to })).toMatchObject({
    errors: [{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
