import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readMembership } from '../support/membership-operations.ts';
import { approveVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

const MONDAY = new Date('2027-03-01T15:00:00Z');
const TUESDAY = new Date('2027-03-02T15:00:00Z');

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ now: MONDAY });
  reviewer = await server.signIn('REVIEWER');
});
afterAll(() => server.close());

async function approve({ id, version }: SubmittedVerification): Promise<unknown> {
  return (await reviewer.data(approveVerification, { input: { verification: id, version } })).approveVerification;
}

async function membershipOf(buyer: TestClient, benefit = 'faster_replies') {
  return (await buyer.data(readMembership, { benefit })).viewer.membership;
}

it('whoever signs in has what everyone has, since then', async () => {
  const buyer = await server.signIn('BUYER');
  expect(await membershipOf(buyer, 'request_quotes')).toEqual({
    level: { code: 'STANDARD', rank: 0 },
    since: MONDAY.toISOString(),
    unlockedBy: null,
    stages: [{ code: 'STANDARD' }],
    benefits: [{ key: 'request_quotes', name: 'Request quotes', description: 'Ask suppliers for quotes.' }],
    hasBenefit: true,
    history: [],
  });
});

it('an approval unlocks its stage and those below it, with their benefits', async () => {
  server.setNow(MONDAY);
  const submitted = await submitVerification(server, { stage: 'GOLD' });
  server.setNow(TUESDAY);
  const approved = { __typename: 'ApproveVerificationSuccess', membership: { level: { code: 'GOLD' } } };
  expect(await approve(submitted)).toMatchObject(approved);
  const membership = await membershipOf(submitted.buyer);
  expect(membership).toMatchObject({
    level: { code: 'GOLD', rank: 2 },
    since: TUESDAY.toISOString(),
    unlockedBy: { __typename: 'UnlockedByVerification', verification: { id: submitted.id } },
    stages: [{ code: 'STANDARD' }, { code: 'SILVER' }, { code: 'GOLD' }],
    hasBenefit: true,
    history: [
      {
        at: TUESDAY.toISOString(),
        from: { code: 'STANDARD' },
        to: { code: 'GOLD' },
        cause: { __typename: 'UnlockedByVerification' },
      },
    ],
  });
  const keys = membership.benefits.map((benefit) => benefit.key);
  expect(keys).toEqual(['request_quotes', 'faster_replies', 'sample_orders', 'extended_payment']);
});

it.each([
  ['extended_payment', true],
  ['priority_support', false],
  ['no_such_benefit', false],
  ['', false],
  ['Extended_Payment', false],
])('GOLD has the benefit %j: %s', async (benefit, isThere) => {
  const submitted = await submitVerification(server, { stage: 'GOLD' });
  await approve(submitted);
  expect((await membershipOf(submitted.buyer, benefit)).hasBenefit).toBe(isThere);
});

it('a rejection unlocks nothing', async () => {
  const { buyer, id, version } = await submitVerification(server);
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
  expect(await membershipOf(buyer)).toMatchObject({ level: { code: 'STANDARD' }, history: [], hasBenefit: false });
});

it('step by step, the history tells each, the newest first', async () => {
  server.setNow(MONDAY);
  const silver = await submitVerification(server);
  await approve(silver);
  const gold = await submitVerification(server, { buyer: silver.buyer, stage: 'GOLD' });
  server.setNow(TUESDAY);
  await approve(gold);
  const membership = await membershipOf(silver.buyer);
  expect(membership).toMatchObject({
    since: TUESDAY.toISOString(),
    unlockedBy: { verification: { id: gold.id } },
    history: [
      { from: { code: 'SILVER' }, to: { code: 'GOLD' }, at: TUESDAY.toISOString() },
      { from: { code: 'STANDARD' }, to: { code: 'SILVER' }, at: MONDAY.toISOString() },
    ],
  });
});

it('an approval of a stage that came with a higher one changes nothing', async () => {
  const silver = await submitVerification(server, { stage: 'SILVER', method: 'EMAIL' });
  const gold = await submitVerification(server, { buyer: silver.buyer, stage: 'GOLD' });
  await approve(gold);
  const before = await membershipOf(silver.buyer);
  expect(await approve(silver)).toMatchObject({ membership: { level: { code: 'GOLD' } } });
  expect(await membershipOf(silver.buyer)).toEqual(before);
});
