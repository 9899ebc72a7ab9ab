import { afterAll, beforeAll, expect, it } from 'vitest';
import { actUntilHeard } from '../support/act-until-heard.ts';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership, followReviews } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { approveVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';
import { revokeMembership } from '../support/supervisor-operations.ts';

let server: TestServer;
let database: DatabaseReader;
let supervisor: TestClient;
let service: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  supervisor = await server.signIn('SUPERVISOR');
  service = await server.signIn('SERVICE');
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function approve({ id, version }: SubmittedVerification): Promise<void> {
  await supervisor.data(approveVerification, { input: { verification: id, version } });
}

function change(from: string, to: string, cause: string): object {
  return {
    change: { from: { code: from }, to: { code: to }, cause: { __typename: cause } },
    membership: { level: { code: to } },
  };
}

async function spend(member: string, amount: number): Promise<void> {
  const input = { order: crypto.randomUUID(), member: { id: member }, amount: { amount, currency: 'USD' } };
  await service.data(recordOrder, { input });
}

it('reach their owner and nobody else', async () => {
  const [bea, cem] = [await submitVerification(server), await submitVerification(server, { stage: 'GOLD' })];
  const after = await cursorOfNow(database);
  const beas = {
    reviews: bea.buyer.subscribe(followReviews, { after }),
    levels: bea.buyer.subscribe(followMembership, { after }),
  };
  const cems = {
    reviews: cem.buyer.subscribe(followReviews, { after }),
    levels: cem.buyer.subscribe(followMembership, { after }),
  };
  await approve(bea);
  await approve(cem);
  const beasNext = await submitVerification(server, { buyer: bea.buyer, stage: 'GOLD' });
  await approve(beasNext);

  // Whatever was somebody else's would have come between.
  expect((await beas.reviews.next()).value?.data?.verificationReviewed.verification.id).toBe(bea.id);
  expect((await beas.reviews.next()).value?.data?.verificationReviewed.verification.id).toBe(beasNext.id);
  expect((await cems.reviews.next()).value?.data?.verificationReviewed.verification.id).toBe(cem.id);
  expect((await beas.levels.next()).value?.data?.membershipChanged.change.to.code).toBe('SILVER');
  expect((await beas.levels.next()).value?.data?.membershipChanged.change.to.code).toBe('GOLD');
  expect((await cems.levels.next()).value?.data?.membershipChanged.change.to.code).toBe('GOLD');
  await Promise.all([bea.buyer.close(), cem.buyer.close()]);
});

it('tell a rejection with its reasons and remedies, and no change of level', async () => {
  const { buyer, memberId, id, version } = await submitVerification(server);
  const after = await cursorOfNow(database);
  const [reviews, levels] = [buyer.subscribe(followReviews, { after }), buyer.subscribe(followMembership, { after })];
  const reasons = [{ code: 'TAX_NUMBER_INACTIVE' as const }];
  await supervisor.data(rejectVerification, { input: { verification: id, version, reasons } });
  expect((await reviews.next()).value?.data?.verificationReviewed).toMatchObject({
    verification: {
      id,
      status: 'REJECTED',
      decision: {
        outcome: 'REJECTED',
        reasons: [
          {
            code: 'TAX_NUMBER_INACTIVE',
            message: 'This number is no longer active.',
            remedyMessage: 'Check the number on your tax certificate and hand in the right one.',
          },
        ],
      },
    },
  });
  await spend(memberId, 100_000);
  expect((await levels.next()).value?.data?.membershipChanged.change.cause.__typename).toBe('UnlockedBySpend');
  await buyer.close();
});

it('tell each change of level with its cause, and the membership as it is', async () => {
  const { buyer, memberId, ...submitted } = await submitVerification(server);
  const levels = buyer.subscribe(followMembership, { after: await cursorOfNow(database) });
  const next = async () => (await levels.next()).value?.data?.membershipChanged;
  await approve({ buyer, memberId, ...submitted });
  expect(await next()).toMatchObject(change('STANDARD', 'SILVER', 'UnlockedByVerification'));
  await spend(memberId, 30_000_000);
  expect(await next()).toMatchObject(change('SILVER', 'PLATINUM', 'UnlockedBySpend'));
  await supervisor.data(revokeMembership, { input: { member: memberId, reason: 'for the test' } });
  expect(await next()).toMatchObject(change('PLATINUM', 'STANDARD', 'RevokedBySupervisor'));
  await buyer.close();
});

it('reach every device of a member', async () => {
  const { email: _email, ...submitted } = await submitVerification(server);
  const after = await cursorOfNow(database);
  const devices = Array.from({ length: 5 }, () => server.withToken(submitted.buyer.token));
  const heard = devices.map((device) => device.subscribe(followReviews, { after }).next());
  await approve({ email: '', ...submitted });
  for (const event of await Promise.all(heard)) {
    expect(event.value?.data?.verificationReviewed.verification.id).toBe(submitted.id);
  }
  await Promise.all(devices.map((device) => device.close()));
});

it('are all told when one buyer follows both kinds twice over one socket', async () => {
  const { buyer, ...submitted } = await submitVerification(server);
  const after = await cursorOfNow(database);
  const followed = [1, 2].flatMap(() => [
    buyer.subscribe(followReviews, { after }).next(),
    buyer.subscribe(followMembership, { after }).next(),
  ]);
  await approve({ buyer, ...submitted });
  for (const event of await Promise.all(followed)) expect(event.value?.errors).toBeUndefined();
  await buyer.close();
});

it('without a cursor, tell only what comes', async () => {
  const { buyer, memberId, ...submitted } = await submitVerification(server);
  await approve({ buyer, memberId, ...submitted });
  const levels = buyer.subscribe(followMembership, {});
  const first = await actUntilHeard(levels, async () => {
    await supervisor.data(revokeMembership, { input: { member: memberId, reason: 'for the test' } });
    await spend(memberId, 100_000);
  });
  expect(first.data?.membershipChanged.change.cause.__typename).not.toBe('UnlockedByVerification');
  await buyer.close();
});
