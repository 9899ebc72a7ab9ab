import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawVerification } from '../support/buyer-operations.ts';
import type { TestClient } from '../support/client.ts';
import { approveStatement, readReviews, rejectAtDesk } from '../support/desk-operations.ts';
import { readMembership } from '../support/membership-operations.ts';
import { hearQueue } from '../support/queue-events.ts';
import { claimVerification, reviewQueue } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { auditTrail } from '../support/supervisor-operations.ts';

const influencer = {
  influencer: { account: '@a', platform: 'Somewhere', profileLink: 'https://a.example', followerCount: 5 },
};

let server: TestServer;
let rita: TestClient;
let colin: TestClient;
let third: TestClient;
let supervisor: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  [rita, colin, third] = [
    await server.signIn('REVIEWER', { name: 'Rita' }),
    await server.signIn('REVIEWER', { name: 'Colin' }),
    await server.signIn('REVIEWER', { name: 'Theo' }),
  ];
  supervisor = await server.signIn('SUPERVISOR');
});
afterAll(() => server.close());

const towardsPlatinum = () =>
  submitVerification(server, { method: 'MATERIALS', stage: 'PLATINUM', identity: influencer });

async function approve(client: TestClient, verification: string, note: string | null = null) {
  const input = { verification, version: await versionOf(verification), note };
  return (await client.data(approveStatement, { input })).approveVerification;
}

async function reject(client: TestClient, verification: string) {
  const version = await versionOf(verification);
  const input = { verification, version, reasons: [{ code: 'INFORMATION_INCORRECT' as const }] };
  return (await client.data(rejectAtDesk, { input })).rejectVerification;
}

async function read(id: string, client = supervisor) {
  const { verification } = await client.data(readReviews, { id });
  if (!verification) throw new Error('there is no such verification');
  return verification;
}

const versionOf = async (id: string) => (await read(id)).version;

async function claim(client: TestClient, verification: string) {
  const { claimVerification: answer } = await client.data(claimVerification, { input: { verification } });
  return answer.__typename;
}

async function next(client: TestClient) {
  const input = { filter: { stage: 'PLATINUM' } };
  const { claimVerification: answer } = await client.data(claimVerification, { input });
  return answer.__typename === 'ClaimVerificationSuccess' ? answer.verification.id : answer.__typename;
}

async function queued(filter: { awaitingSecondReview?: boolean; disputed?: boolean }) {
  return (await supervisor.data(reviewQueue, { filter })).reviewQueue.nodes.map(({ id }) => id);
}

async function levelOf(buyer: TestClient) {
  return (await buyer.data(readMembership, {})).viewer.membership.level.code;
}

it('two who agree decide; until the second has, the buyer is told nothing and the promise stays', async () => {
  const { id, buyer, version, email, memberId } = await towardsPlatinum();
  const queue = await hearQueue(supervisor, (await submitVerification(server)).id);
  expect(await claim(rita, id)).toBe('ClaimVerificationSuccess');
  const { expectedResult } = await read(id);

  expect(await approve(rita, id, 'Known from fairs.')).toMatchObject({
    __typename: 'ApproveVerificationSuccess',
    verification: {
      status: 'SUBMITTED',
      claim: null,
      version: version + 1,
      expectedResult,
      decision: null,
      firstReview: { outcome: 'APPROVED', note: 'Known from fairs.', unlockedStage: { code: 'PLATINUM' } },
      dissentingReview: null,
    },
    membership: { level: { code: 'STANDARD' } },
  });
  expect(await levelOf(buyer)).toBe('STANDARD');
  expect(await queued({ awaitingSecondReview: true })).toContain(id);
  expect(await queued({ disputed: true })).not.toContain(id);
  expect(await queued({ awaitingSecondReview: false })).not.toContain(id);

  // Not again by the first, whether it read the new state or not, nor held by it.
  for (const seen of [version, version + 1]) {
    const input = { verification: id, version: seen };
    expect((await rita.data(approveStatement, { input })).approveVerification).toMatchObject({
      __typename: 'SecondReviewerRequired',
      firstReview: { outcome: 'APPROVED' },
    });
  }
  expect((await reject(rita, id)).__typename).toBe('SecondReviewerRequired');
  expect(await claim(rita, id)).toBe('SecondReviewerRequired');
  const outdated = { input: { verification: id, version } };
  expect((await colin.data(approveStatement, outdated)).approveVerification.__typename).toBe('VerificationChanged');

  expect(await claim(colin, id)).toBe('ClaimVerificationSuccess');
  expect(await approve(colin, id)).toMatchObject({
    verification: {
      status: 'APPROVED',
      firstReview: null,
      decision: { outcome: 'APPROVED', note: null, earlierReviews: [{ note: 'Known from fairs.' }] },
    },
    membership: { level: { code: 'PLATINUM' } },
  });
  await server.mails.waitFor(email, /unlocked/);
  expect(
    server.mails.mails.filter(({ to, subject }) => to === email && /unlocked|approved/i.test(subject)),
  ).toHaveLength(1);
  await expect.poll(() => queue.changesOf(id)).toEqual(['CLAIMED', 'AWAITS_REVIEWER', 'CLAIMED', 'DECIDED']);
  await queue.stop();

  const { auditTrail: trail } = await supervisor.data(auditTrail, { filter: { verification: id } });
  expect(trail.nodes.map(({ act, reason, member }) => [act, reason, member?.id]).slice(0, 4)).toEqual([
    ['VERIFICATION_APPROVED', null, memberId],
    ['VERIFICATION_CLAIMED', null, memberId],
    ['VERIFICATION_REVIEWED_ONCE', 'APPROVED', memberId],
    ['VERIFICATION_CLAIMED', null, memberId],
  ]);
});

it('two who differ leave it to a supervisor, who is bound to neither', async () => {
  const { id, buyer, email } = await towardsPlatinum();
  await approve(rita, id);
  expect(await reject(colin, id)).toMatchObject({
    verification: {
      status: 'SUBMITTED',
      firstReview: { outcome: 'APPROVED' },
      dissentingReview: { outcome: 'REJECTED', unlockedStage: null, reasons: [{ code: 'INFORMATION_INCORRECT' }] },
    },
  });
  expect(await queued({ disputed: true })).toContain(id);
  expect(await approve(third, id)).toMatchObject({
    __typename: 'SupervisorRequired',
    dissentingReview: { outcome: 'REJECTED' },
  });
  expect(await claim(third, id)).toBe('SupervisorRequired');
  expect((await approve(colin, id)).__typename).toBe('SecondReviewerRequired');

  expect(await reject(supervisor, id)).toMatchObject({
    verification: {
      status: 'REJECTED',
      decision: { earlierReviews: [{ outcome: 'APPROVED' }, { outcome: 'REJECTED' }] },
    },
  });
  await server.mails.waitFor(email, /not approved/);
  expect(await levelOf(buyer)).toBe('STANDARD');
});

it('a supervisor who was one of the two can’t decide between them', async () => {
  const { id } = await towardsPlatinum();
  await approve(supervisor, id);
  await reject(rita, id);
  expect((await approve(supervisor, id)).__typename).toBe('SecondReviewerRequired');
  expect((await approve(await server.signIn('SUPERVISOR'), id)).__typename).toBe('ApproveVerificationSuccess');
});

it('who wants the next one gets none that it has reviewed, or may not decide', async () => {
  const { id } = await towardsPlatinum();
  await approve(rita, id);
  expect(await next(rita)).toBe('QueueEmpty');
  expect(await next(colin)).toBe(id);
  await reject(colin, id);
  expect(await next(third)).toBe('QueueEmpty');
  expect(await next(supervisor)).toBe(id);
  await reject(supervisor, id);
});

it('of two who decide at once, one is the first reviewer and the other reads it anew', async () => {
  const { id, version } = await towardsPlatinum();
  const answers = await Promise.all(
    [rita, colin].map(async (client) => {
      const { approveVerification } = await client.data(approveStatement, { input: { verification: id, version } });
      return approveVerification.__typename;
    }),
  );
  expect(answers.toSorted()).toEqual(['ApproveVerificationSuccess', 'VerificationChanged']);
  expect(await read(id)).toMatchObject({ status: 'SUBMITTED', firstReview: { outcome: 'APPROVED' } });
});

it('a withdrawn one is over, and its buyer, a reviewer too, sees nothing of the review', async () => {
  const both = await server.signIn(['BUYER', 'REVIEWER']);
  const { id } = await submitVerification(server, {
    buyer: both,
    method: 'MATERIALS',
    stage: 'PLATINUM',
    identity: influencer,
  });
  await approve(rita, id);
  expect(await read(id, both)).toMatchObject({ status: 'SUBMITTED', firstReview: null });
  await both.data(withdrawVerification, { input: { verification: id } });
  expect(await read(id)).toMatchObject({ status: 'WITHDRAWN', firstReview: null });
  expect(await queued({ awaitingSecondReview: true })).not.toContain(id);
  expect((await approve(colin, id)).__typename).toBe('VerificationNotOpen');
});

it('where one reviewer is enough, one decides', async () => {
  const { id } = await submitVerification(server, { stage: 'GOLD' });
  expect(await approve(rita, id)).toMatchObject({
    verification: { status: 'APPROVED', firstReview: null, decision: { earlierReviews: [] } },
  });
});
