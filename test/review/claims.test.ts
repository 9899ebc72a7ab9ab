import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ClaimVerificationInput } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import {
  approveVerification,
  claimVerification,
  readCase,
  rejectVerification,
  releaseVerification,
  reviewQueue,
} from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

const MONDAY = new Date('2027-03-01T15:00:00Z');
const minutesLater = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

let server: TestServer;
let reviewer: TestClient;
let colleague: TestClient;
let supervisor: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ now: MONDAY });
  reviewer = await server.signIn('REVIEWER', { name: 'Rita' });
  colleague = await server.signIn('REVIEWER', { name: 'Colin' });
  supervisor = await server.signIn('SUPERVISOR');
});
afterEach(emptyQueue);
afterAll(() => server.close());

async function emptyQueue(): Promise<void> {
  server.setNow(MONDAY);
  const { reviewQueue: left } = await supervisor.data(reviewQueue, {});
  for (const { id, version } of left.nodes) {
    await supervisor.data(releaseVerification, { input: { verification: id } });
    await supervisor.data(approveVerification, { input: { verification: id, version } });
  }
}

async function claim(client: TestClient, input: ClaimVerificationInput = {}) {
  return (await client.data(claimVerification, { input })).claimVerification;
}

async function claimedId(client: TestClient, input: ClaimVerificationInput = {}): Promise<string> {
  const answer = await claim(client, input);
  return answer.__typename === 'ClaimVerificationSuccess' ? answer.verification.id : answer.__typename;
}

it('gives the most urgent one that is free, then the next, then nothing', async () => {
  server.setNow(minutesLater(24 * 60));
  const later = await submitVerification(server);
  server.setNow(MONDAY);
  const sooner = await submitVerification(server);
  expect(await claimedId(reviewer)).toBe(sooner.id);
  expect(await claimedId(colleague)).toBe(later.id);
  expect(await claim(colleague)).toMatchObject({
    __typename: 'QueueEmpty',
    message: 'Nothing that fits is free right now.',
  });
});

it('gives what fits the filter', async () => {
  const silver = await submitVerification(server);
  const gold = await submitVerification(server, { stage: 'GOLD' });
  expect(await claimedId(reviewer, { filter: { stage: 'GOLD' } })).toBe(gold.id);
  expect(await claimedId(reviewer, { filter: { stage: 'GOLD' } })).toBe('QueueEmpty');
  expect(await claimedId(reviewer, { filter: { methods: ['TAX_NUMBER'] } })).toBe(silver.id);
});

it('gives a named one, and leaves the version as it is', async () => {
  const { id, version } = await submitVerification(server);
  expect(await claim(reviewer, { verification: id })).toMatchObject({
    verification: { id, version, claim: { until: minutesLater(30).toISOString(), reviewer: { name: 'Rita' } } },
  });
});

it('tells whoever comes second who holds it and until when', async () => {
  const { id, version } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  const held = { __typename: 'ClaimHeld', claim: { until: minutesLater(30).toISOString() } };
  expect(await claim(colleague, { verification: id })).toMatchObject(held);
  const input = { verification: id, version };
  const { approveVerification: approval } = await colleague.data(approveVerification, { input });
  expect(approval.__typename).toBe('ClaimHeld');
  const reasons = [{ code: 'INFORMATION_INCORRECT' as const }];
  const { rejectVerification: rejection } = await colleague.data(rejectVerification, { input: { ...input, reasons } });
  expect(rejection.__typename).toBe('ClaimHeld');
  const { releaseVerification: release } = await colleague.data(releaseVerification, { input: { verification: id } });
  expect(release.__typename).toBe('ClaimHeld');
});

it('is prolonged by whoever holds it', async () => {
  const { id } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  server.setNow(minutesLater(20));
  expect(await claim(reviewer, { verification: id })).toMatchObject({
    verification: { claim: { until: minutesLater(50).toISOString() } },
  });
});

it('lapses after the time of the policy', async () => {
  const { id } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  server.setNow(new Date(minutesLater(30).getTime() - 1));
  expect(await claimedId(colleague)).toBe('QueueEmpty');
  server.setNow(minutesLater(30));
  expect((await reviewer.data(readCase, { id })).verification?.claim).toBeNull();
  expect(await claimedId(colleague)).toBe(id);
  expect((await claim(reviewer, { verification: id })).__typename).toBe('ClaimHeld');
});

it('is given back by whoever holds it, once or twice', async () => {
  const { id } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  for (const _ of ['once', 'twice']) {
    const { releaseVerification: answer } = await reviewer.data(releaseVerification, { input: { verification: id } });
    expect(answer).toMatchObject({ __typename: 'ReleaseVerificationSuccess', verification: { claim: null } });
  }
  expect(await claimedId(colleague)).toBe(id);
});

it('is taken from a reviewer by a supervisor', async () => {
  const { id } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  const { releaseVerification: answer } = await supervisor.data(releaseVerification, { input: { verification: id } });
  expect(answer).toMatchObject({ verification: { claim: null } });
});

it('ends with the decision', async () => {
  const { id, version } = await submitVerification(server);
  await claim(reviewer, { verification: id });
  const { approveVerification: answer } = await reviewer.data(approveVerification, {
    input: { verification: id, version },
  });
  expect(answer).toMatchObject({ verification: { status: 'APPROVED', claim: null } });
  expect(await claim(reviewer, { verification: id })).toMatchObject({
    __typename: 'VerificationNotOpen',
    status: 'APPROVED',
  });
});

it('is refused for what does not exist', async () => {
  for (const verification of ['01890000-0000-7000-8000-000000000000', 'nonsense', '']) {
    expect(await claim(reviewer, { verification })).toMatchObject({ __typename: 'VerificationNotFound' });
  }
});

it('is never given to the buyer whose verification it is', async () => {
  const both = await server.signIn(['BUYER', 'REVIEWER']);
  const own = await submitVerification(server, { buyer: both });
  expect(await claimedId(both)).toBe('QueueEmpty');
  expect(await claimedId(both, { verification: own.id })).toBe('OwnVerification');
  const input = { verification: own.id, version: own.version };
  const { approveVerification: approval } = await both.data(approveVerification, { input });
  expect(approval.__typename).toBe('OwnVerification');
  const reasons = [{ code: 'INFORMATION_INCORRECT' as const }];
  const { rejectVerification: rejection } = await both.data(rejectVerification, { input: { ...input, reasons } });
  expect(rejection.__typename).toBe('OwnVerification');
  expect(await claimedId(reviewer)).toBe(own.id);
});

it('gives no verification to two of twenty who ask at once', async () => {
  const waiting = [];
  for (let count = 0; count < 10; count += 1) waiting.push((await submitVerification(server)).id);
  const reviewers = await Promise.all(Array.from({ length: 20 }, () => server.signIn('REVIEWER')));
  const answers = await Promise.all(reviewers.map((client) => claimedId(client)));
  expect(answers.filter((answer) => answer !== 'QueueEmpty').toSorted()).toEqual(waiting.toSorted());
  expect(answers.filter((answer) => answer === 'QueueEmpty')).toHaveLength(10);
});

it('gives a named verification to one of twenty who ask at once', async () => {
  const { id } = await submitVerification(server);
  const reviewers = await Promise.all(Array.from({ length: 20 }, () => server.signIn('REVIEWER')));
  const answers = await Promise.all(reviewers.map((client) => claimedId(client, { verification: id })));
  expect(answers.toSorted()).toEqual([id, ...Array.from({ length: 19 }, () => 'ClaimHeld')]);
});
