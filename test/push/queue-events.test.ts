import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { actUntilHeard } from '../support/act-until-heard.ts';
import type { Answer, TestClient } from '../support/client.ts';
import { approveVerification, claimVerification, releaseVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';

const followQueue = graphql(`
  subscription QueueEvents {
    reviewQueueChanged {
      change
      at
      verification {
        id
        status
        claim {
          reviewer {
            id
          }
        }
        member {
          email
        }
      }
    }
  }
`);
const withdraw = graphql(`
  mutation QueueEventsWithdraw($input: WithdrawVerificationInput!) {
    withdrawVerification(input: $input) {
      __typename
    }
  }
`);

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
});
afterAll(() => server.close());

type QueueEvents = ReturnType<typeof follow>;

function follow(client: TestClient) {
  return client.subscribe(followQueue, {});
}

/** Claims and releases until the follower hears. */
async function untilHeard(events: QueueEvents): Promise<void> {
  const { id } = await submitVerification(server);
  await actUntilHeard(events, async () => {
    await reviewer.data(claimVerification, { input: { verification: id } });
    await reviewer.data(releaseVerification, { input: { verification: id } });
  });
}

/** The next so many events about one verification; those about others are passed over. */
async function hear(events: QueueEvents, id: string, count: number) {
  const heard = [];
  while (heard.length < count) {
    const event = (await events.next()).value?.data?.reviewQueueChanged;
    if (event === undefined) throw new Error('the subscription ended');
    if (event.verification.id === id) heard.push(event.change);
  }
  return heard;
}

it('a reviewer hears of each thing that happens in the queue, in its order', async () => {
  const watcher = await server.signIn('REVIEWER');
  const events = follow(watcher);
  await untilHeard(events);
  const { id, version } = await submitVerification(server);
  await reviewer.data(claimVerification, { input: { verification: id } });
  await reviewer.data(releaseVerification, { input: { verification: id } });
  await reviewer.data(claimVerification, { input: { verification: id } });
  await reviewer.data(approveVerification, { input: { verification: id, version } });
  expect(await hear(events, id, 5)).toEqual(['SUBMITTED', 'CLAIMED', 'RELEASED', 'CLAIMED', 'DECIDED']);
  const withdrawn = await submitVerification(server);
  await withdrawn.buyer.data(withdraw, { input: { verification: withdrawn.id } });
  expect(await hear(events, withdrawn.id, 2)).toEqual(['SUBMITTED', 'WITHDRAWN']);
  await watcher.close();
});

it('all reviewers and supervisors hear it', async () => {
  const watchers = [await server.signIn('REVIEWER'), await server.signIn('SUPERVISOR')];
  const followed = watchers.map(follow);
  for (const events of followed) await untilHeard(events);
  const { id } = await submitVerification(server);
  for (const events of followed) expect(await hear(events, id, 1)).toEqual(['SUBMITTED']);
  await Promise.all(watchers.map((watcher) => watcher.close()));
});

it('a buyer is refused, with its own submission as well', async () => {
  const { buyer } = await submitVerification(server);
  const { errors }: Answer<unknown> = (await follow(buyer).next()).value ?? {};
  expect(errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
  await buyer.close();
});
