import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ReviewQueueFilter } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { approveVerification, claimVerification, reviewQueue } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

/** Working days in New York; the promise of the first ends on Friday the 5th, that of the second on Monday the 8th. */
const MONDAY = new Date('2027-03-01T15:00:00Z');
const TUESDAY = new Date('2027-03-02T15:00:00Z');
const LAST_OF_FRIDAY = new Date('2027-03-06T04:59:59.999Z');

const influencer = {
  influencer: { account: '@a', platform: 'Somewhere', profileLink: 'https://a.example', followerCount: 5 },
};

let server: TestServer;
let reviewer: TestClient;
let colleague: TestClient;
const ids = { tuesdaysTax: '', mondaysTax: '', mondaysEmail: '', mondaysGold: '', mondaysInfluencer: '' };

beforeAll(async () => {
  server = await startServerForTests({ now: TUESDAY });
  reviewer = await server.signIn('REVIEWER');
  colleague = await server.signIn('REVIEWER');
  ids.tuesdaysTax = (await submitVerification(server)).id;
  server.setNow(MONDAY);
  ids.mondaysTax = (await submitVerification(server)).id;
  ids.mondaysEmail = (await submitVerification(server, { method: 'EMAIL' })).id;
  ids.mondaysGold = (await submitVerification(server, { stage: 'GOLD' })).id;
  ids.mondaysInfluencer = (await submitVerification(server, { method: 'MATERIALS', identity: influencer })).id;
  await claim(reviewer, ids.mondaysEmail);
  await claim(colleague, ids.mondaysGold);
});
beforeEach(() => server.setNow(MONDAY));
afterAll(() => server.close());

async function claim(client: TestClient, verification: string) {
  const { claimVerification: answer } = await client.data(claimVerification, { input: { verification } });
  expect(answer.__typename).toBe('ClaimVerificationSuccess');
}

async function kept(filter: ReviewQueueFilter | null = null): Promise<readonly string[]> {
  const { reviewQueue: page } = await reviewer.data(reviewQueue, { filter });
  expect(page.totalCount).toBe(page.nodes.length);
  return page.nodes.map((node) => node.id);
}

it('shows the most urgent promise first, and what was begun first among equals', async () => {
  const { mondaysTax, mondaysEmail, mondaysGold, mondaysInfluencer, tuesdaysTax } = ids;
  expect(await kept()).toEqual([mondaysTax, mondaysEmail, mondaysGold, mondaysInfluencer, tuesdaysTax]);
});

it('shows whose a verification is, when its result is promised, and who holds it', async () => {
  const { reviewQueue: page } = await reviewer.data(reviewQueue, {});
  expect(page.nodes.find((node) => node.id === ids.mondaysEmail)).toMatchObject({
    __typename: 'EmailVerification',
    status: 'SUBMITTED',
    stage: { code: 'SILVER' },
    member: { identityType: 'WHOLESALER' },
    expectedResult: { earliest: '2027-03-03', latest: '2027-03-05' },
    claim: { until: '2027-03-01T15:30:00.000Z', reviewer: { name: 'Test Person' } },
    decision: null,
  });
});

it('keeps what is towards a stage', async () => {
  expect(await kept({ stage: 'GOLD' })).toEqual([ids.mondaysGold]);
  expect(await kept({ stage: 'NO_SUCH_STAGE' })).toEqual([]);
});

it('keeps the methods that are asked for', async () => {
  expect(await kept({ methods: ['EMAIL', 'MATERIALS'] })).toEqual([ids.mondaysEmail, ids.mondaysInfluencer]);
});

it('keeps the identities that are asked for', async () => {
  expect(await kept({ identityTypes: ['INFLUENCER'] })).toEqual([ids.mondaysInfluencer]);
  expect(await kept({ identityTypes: ['MANUFACTURER'] })).toEqual([]);
});

it('keeps what is promised by the end of a day in the operator’s time zone', async () => {
  expect(await kept({ dueBy: '2027-03-04' })).toEqual([]);
  expect(await kept({ dueBy: '2027-03-05' })).not.toContain(ids.tuesdaysTax);
  expect(await kept({ dueBy: '2027-03-05' })).toHaveLength(4);
  expect(await kept({ dueBy: '2027-03-08' })).toHaveLength(5);
});

it('keeps what nobody holds, what I hold and what others hold', async () => {
  expect(await kept({ claim: 'FREE' })).toEqual([ids.mondaysTax, ids.mondaysInfluencer, ids.tuesdaysTax]);
  expect(await kept({ claim: 'MINE' })).toEqual([ids.mondaysEmail]);
  expect(await kept({ claim: 'OTHERS' })).toEqual([ids.mondaysGold]);
});

it('counts a claim that has lapsed as none', async () => {
  server.setNow(new Date(MONDAY.getTime() + 30 * 60_000));
  expect(await kept({ claim: 'FREE' })).toHaveLength(5);
  expect(await kept({ claim: 'MINE' })).toEqual([]);
});

it('keeps only what fits all that is given', async () => {
  expect(await kept({ methods: ['TAX_NUMBER'], stage: 'SILVER', dueBy: '2027-03-05' })).toEqual([ids.mondaysTax]);
});

it('keeps nothing for an empty list', async () => {
  expect(await kept({ methods: [] })).toEqual([]);
  expect(await kept({ identityTypes: [] })).toEqual([]);
});

it('refuses a stage with a character that no text can hold', async () => {
  const { errors } = await reviewer.run(reviewQueue, { filter: { stage: 'GOLD\u0000' } });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

it('keeps all that is promised by the last day of the calendar, and nothing by the first', async () => {
  expect(await kept({ dueBy: '9999-12-31' })).toHaveLength(5);
  expect(await kept({ dueBy: '1000-01-01' })).toEqual([]);
});

it('calls a promise overdue once its last day is over', async () => {
  server.setNow(LAST_OF_FRIDAY);
  expect(await kept({ overdue: true })).toEqual([]);
  server.setNow(new Date(LAST_OF_FRIDAY.getTime() + 1));
  expect(await kept({ overdue: true })).toHaveLength(4);
  expect(await kept({ overdue: false })).toEqual([ids.tuesdaysTax]);
  const { reviewQueue: page } = await reviewer.data(reviewQueue, {});
  expect(page.nodes.map((node) => node.overdue)).toEqual([true, true, true, true, false]);
});

it('lets go of what is decided', async () => {
  const { id, version } = await submitVerification(server);
  expect(await kept()).toContain(id);
  await reviewer.data(approveVerification, { input: { verification: id, version } });
  expect(await kept()).not.toContain(id);
});
