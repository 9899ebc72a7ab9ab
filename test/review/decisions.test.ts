import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, signInBuyer } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership, followReviews } from '../support/membership-operations.ts';
import {
  approveVerification,
  claimVerification,
  rejectVerification,
  releaseVerification,
} from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

let server: TestServer;
let database: DatabaseReader;
let reviewers: readonly TestClient[];
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  reviewers = await Promise.all(Array.from({ length: 20 }, () => server.signIn('REVIEWER')));
});
afterAll(async () => {
  await database.close();
  await server.close();
});

type Decider = (client: TestClient, verification: string, version: number) => Promise<{ readonly __typename: string }>;

const approve: Decider = async (client, verification, version) =>
  (await client.data(approveVerification, { input: { verification, version } })).approveVerification;
const reject: Decider = async (client, verification, version) => {
  const input = { verification, version, reasons: [{ code: 'TAX_NUMBER_NOT_FOUND' as const }] };
  return (await client.data(rejectVerification, { input })).rejectVerification;
};

function reviewerNumber(nth: number): TestClient {
  const client = reviewers[nth];
  if (client === undefined) throw new Error(`there is no reviewer ${nth}`);
  return client;
}

it.each([
  ['approves after an approval', approve, approve, 'APPROVED'],
  ['rejects after an approval', approve, reject, 'APPROVED'],
  ['approves after a rejection', reject, approve, 'REJECTED'],
  ['rejects after a rejection', reject, reject, 'REJECTED'],
])('whoever %s is told how it stands now', async (_what, first, second, status) => {
  const { id, version } = await submitVerification(server);
  expect((await first(reviewerNumber(0), id, version)).__typename).toMatch(/Success$/);
  const changed = { __typename: 'VerificationChanged', current: { id, status, version: version + 1 } };
  expect(await second(reviewerNumber(1), id, version)).toMatchObject(changed);
  expect(await second(reviewerNumber(1), id, version + 1)).toMatchObject({ __typename: 'VerificationNotOpen', status });
});

it('an older version decides nothing, and neither does one that never was', async () => {
  const { id, version } = await submitVerification(server);
  for (const wrong of [version - 1, version + 1, 0, -1, 2_147_483_647]) {
    const changed = { __typename: 'VerificationChanged', current: { status: 'SUBMITTED', version } };
    expect(await approve(reviewerNumber(0), id, wrong)).toMatchObject(changed);
  }
  expect(await database.count('decision', 'verification_id', id)).toBe(0);
});

it('a draft is for a reviewer’s decision as if there were none, and so is what is none', async () => {
  const draft = await begin(await signInBuyer(server), 'TAX_NUMBER');
  for (const id of [draft, '01890000-0000-7000-8000-000000000000', 'nonsense', '']) {
    for (const decide of [approve, reject]) {
      expect(await decide(reviewerNumber(0), id, 1)).toMatchObject({ __typename: 'VerificationNotFound' });
    }
  }
  const input = { verification: draft };
  const { releaseVerification: release } = await reviewerNumber(0).data(releaseVerification, { input });
  expect(release.__typename).toBe('VerificationNotFound');
  const { claimVerification: claim } = await reviewerNumber(0).data(claimVerification, { input });
  expect(claim).toMatchObject({ __typename: 'VerificationNotOpen', status: 'DRAFT' });
});

it('what the buyer withdrew meanwhile is not decided', async () => {
  const { buyer, id, version } = await submitVerification(server);
  await buyer.data(withdrawVerification, { input: { verification: id } });
  for (const decide of [approve, reject]) {
    const changed = { __typename: 'VerificationChanged', current: { status: 'WITHDRAWN' } };
    expect(await decide(reviewerNumber(0), id, version)).toMatchObject(changed);
    const closed = { __typename: 'VerificationNotOpen', status: 'WITHDRAWN' };
    expect(await decide(reviewerNumber(0), id, version + 1)).toMatchObject(closed);
  }
});

it('a decision and a withdrawal at once end a verification once', async () => {
  const { buyer, id, version } = await submitVerification(server);
  const [decided, withdrawn] = await Promise.all([
    approve(reviewerNumber(0), id, version),
    buyer.data(withdrawVerification, { input: { verification: id } }),
  ]);
  const ends = [decided.__typename, withdrawn.withdrawVerification.__typename];
  expect([
    ['ApproveVerificationSuccess', 'VerificationNotOpen'],
    ['VerificationChanged', 'WithdrawVerificationSuccess'],
  ]).toContainEqual(ends);
});

it.each([1, 2, 3])('exactly one of twenty who decide at once wins (round %i)', async (round) => {
  const { buyer, email, memberId, id, version } = await submitVerification(server);
  const after = await cursorOfNow(database);
  const reviews = buyer.subscribe(followReviews, { after });
  const changes = buyer.subscribe(followMembership, { after });
  const deciders = reviewers.map((client, nth) => ({ client, decide: nth % 2 === round % 2 ? approve : reject }));
  const answers = await Promise.all(deciders.map(({ client, decide }) => decide(client, id, version)));
  const names = answers.map((answer) => answer.__typename);
  const won = names.filter((name) => name !== 'VerificationChanged');
  expect(won).toHaveLength(1);
  const isApproved = won[0] === 'ApproveVerificationSuccess';
  expect(isApproved || won[0] === 'RejectVerificationSuccess').toBe(true);

  expect(await database.count('decision', 'verification_id', id)).toBe(1);
  expect(await database.count('decision_reason', 'verification_id', id)).toBe(isApproved ? 0 : 1);
  expect(await database.count('membership_change', 'member_id', memberId)).toBe(isApproved ? 1 : 0);
  const outcome = isApproved ? 'APPROVED' : 'REJECTED';
  expect((await reviews.next()).value?.data?.verificationReviewed.verification).toMatchObject({ id, status: outcome });
  await server.mails.waitFor(email, isApproved ? /unlocked Silver/ : /Silver is not approved yet/);

  // What comes next is the outcome of another one: there was no second push or mail of the first.
  const next = await submitVerification(server, { buyer, stage: 'GOLD' });
  await approve(reviewerNumber(0), next.id, next.version);
  expect((await reviews.next()).value?.data?.verificationReviewed.verification.id).toBe(next.id);
  for (const level of isApproved ? ['SILVER', 'GOLD'] : ['GOLD']) {
    expect((await changes.next()).value?.data?.membershipChanged.change.to.code).toBe(level);
  }
  await server.mails.waitFor(email, /unlocked Gold/);
  const mails = server.mails.mails.filter((mail) => mail.to === email && /unlocked|not approved/.test(mail.subject));
  expect(mails).toHaveLength(2);
  await buyer.close();
});
