import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetEvents } from '../../src/database/forget-events.ts';
import { createDatabase, type Database } from '../../src/database/database.ts';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';
import { followMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { rejectVerification } from '../support/reviewer-operations.ts';

const readEvents = graphql(`
  query OwnEvents($first: Int, $after: Cursor) {
    viewer {
      id
      events(first: $first, after: $after) {
        __typename
        ... on MemberEventsSuccess {
          cursor
          hasMore
          events {
            __typename
            cursor
            at
            ... on VerificationReviewed {
              verification {
                id
                status
              }
            }
            ... on MembershipChanged {
              change {
                to {
                  code
                }
              }
            }
          }
        }
        ... on CursorTooOld {
          message
          earliest
        }
      }
    }
  }
`);

let server: TestServer;
let service: TestClient;
let reviewer: TestClient;
let database: Database;
beforeAll(async () => {
  server = await startServerForTests();
  database = await createDatabase({ url: server.databaseUrl, maxConnections: 2, onWarning: () => undefined });
  [service, reviewer] = await Promise.all([server.signIn('SERVICE'), server.signIn('REVIEWER')]);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const spend = (member: string, amount: number) =>
  service.data(recordOrder, {
    input: { order: crypto.randomUUID(), member: { id: member }, amount: { amount, currency: 'USD' } },
  });

/** A page of somebody's events; fails when the cursor is too old. */
async function page(buyer: TestClient, variables: { first?: number; after?: string }) {
  const { viewer } = await buyer.data(readEvents, variables);
  if (viewer.events.__typename !== 'MemberEventsSuccess') throw new Error(viewer.events.message);
  return viewer.events;
}

/** A buyer to whom three things happened: a rejection, then two stages by spending. */
async function buyerWithThreeEvents() {
  const { buyer, id, version, memberId } = await submitVerification(server, { stage: 'GOLD', method: 'MATERIALS' });
  const reasons = [{ code: 'INFORMATION_INCORRECT' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
  await spend(memberId, 100_000);
  await spend(memberId, 1_000_000);
  return { buyer, id, memberId };
}

/** Forgets all that happened so far, as retention does with what is old. */
async function forgetAll(): Promise<void> {
  const before = new Date(Date.now() + 60_000);
  await database.transaction((session) => forgetEvents(session, before, 1000));
}

it('a client that asks now and then is told everything once, page by page, and then what is new', async () => {
  const { buyer, id, memberId } = await buyerWithThreeEvents();
  const first = await page(buyer, { first: 2 });
  expect(first.events).toMatchObject([
    { __typename: 'VerificationReviewed', verification: { id, status: 'REJECTED' } },
    { __typename: 'MembershipChanged', change: { to: { code: 'SILVER' } } },
  ]);
  expect(first).toMatchObject({ hasMore: true, cursor: first.events[1]?.cursor });

  const second = await page(buyer, { after: first.cursor });
  expect(second.events).toMatchObject([{ change: { to: { code: 'GOLD' } } }]);
  const nothing = await page(buyer, { after: second.cursor });
  expect(nothing).toMatchObject({ events: [], hasMore: false, cursor: second.cursor });

  await spend(memberId, 30_000_000);
  expect((await page(buyer, { after: nothing.cursor })).events).toMatchObject([
    { change: { to: { code: 'PLATINUM' } } },
  ]);
});

it('a cursor is good for asking and for following', async () => {
  const { buyer } = await buyerWithThreeEvents();
  const { events } = await page(buyer, {});
  const [reviewed, silver, gold] = events;
  const heard = await buyer.subscribe(followMembership, { after: reviewed?.cursor ?? '' }).next();
  expect(heard.value?.data?.membershipChanged.cursor).toBe(silver?.cursor);
  const rest = await page(buyer, { after: heard.value?.data?.membershipChanged.cursor ?? '' });
  expect(rest.events.map((event) => event.cursor)).toEqual([gold?.cursor]);
  await buyer.close();
});

it('whoever comes back with a cursor from before what is kept is told so, and from where to go on', async () => {
  const { buyer, memberId } = await buyerWithThreeEvents();
  const { events } = await page(buyer, {});
  const [first, , last] = events;
  await forgetAll();
  expect(await page(buyer, {})).toMatchObject({ events: [], hasMore: false, cursor: last?.cursor });
  const { viewer } = await buyer.data(readEvents, { after: first?.cursor ?? '' });
  expect(viewer.events).toMatchObject({ __typename: 'CursorTooOld', earliest: last?.cursor });

  const refused = await buyer.subscribe(followMembership, { after: first?.cursor ?? '' }).next();
  expect(refused.value?.errors).toEqual([
    expect.objectContaining({ extensions: { code: 'CURSOR_TOO_OLD', earliest: last?.cursor } }),
  ]);

  await spend(memberId, 30_000_000);
  const heard = await buyer.subscribe(followMembership, { after: last?.cursor ?? '' }).next();
  expect(heard.value?.data?.membershipChanged.change.to.code).toBe('PLATINUM');
  await buyer.close();
});

it('an old cursor stays good for whom nothing was forgotten', async () => {
  const { buyer, id, version } = await submitVerification(server, { stage: 'GOLD' });
  const before = await page(await server.signIn('BUYER'), {});
  await forgetAll();
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
  expect((await page(buyer, { after: before.cursor })).events).toMatchObject([{ verification: { id } }]);
});

it('a cursor that is none, and a page that is too long, are refused with what to do', async () => {
  const buyer = await server.signIn('BUYER');
  const codes = async (variables: { first?: number; after?: string }) =>
    (await buyer.run(readEvents, variables)).errors?.map(({ extensions }) => extensions?.code);
  expect(await codes({ after: 'bm9uZQ' })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ first: 101 })).toEqual(['BAD_USER_INPUT']);
});
