import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { approveVerification, reviewQueue } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

let server: TestServer;
let reviewer: TestClient;
const waiting: SubmittedVerification[] = [];

beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
  for (let count = 0; count < 12; count += 1) waiting.push(await submitVerification(server));
});
afterAll(() => server.close());

async function page(first: number, after: string | null) {
  const { reviewQueue: found } = await reviewer.data(reviewQueue, { first, after });
  return { ids: found.nodes.map((node) => node.id), ...found };
}

async function codeOf(first: number, after: string | null) {
  const { errors } = await reviewer.run(reviewQueue, { first, after });
  return errors?.[0]?.extensions?.code;
}

it('says where a page stands in the queue', async () => {
  const first = await page(5, null);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(first.pageInfo.startCursor).toBe(first.edges[0]?.cursor);
  expect(first.pageInfo.endCursor).toBe(first.edges.at(-1)?.cursor);
  const rest = await page(100, first.pageInfo.endCursor ?? null);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect([...first.ids, ...rest.ids]).toEqual(waiting.map((one) => one.id));
  const beyond = await page(5, rest.pageInfo.endCursor ?? null);
  expect(beyond.ids).toEqual([]);
  expect(beyond.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
});

it('has no next page when the last page is full', async () => {
  const { pageInfo } = await page(waiting.length, null);
  expect(pageInfo.hasNextPage).toBe(false);
});

it('shows each one once while others come in and go out between two pages', async () => {
  const before = (await page(100, null)).ids;
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { ids, pageInfo, totalCount } = await page(5, after);
    expect(totalCount).toBeGreaterThanOrEqual(ids.length);
    seen.push(...ids);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor ?? null;
    if (seen.length > 10) continue;
    const [gone] = ids;
    const decided = waiting.find((one) => one.id === gone);
    if (decided === undefined) throw new Error('the first of the page is missing');
    await reviewer.data(approveVerification, { input: { verification: decided.id, version: decided.version } });
    waiting.push(await submitVerification(server));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual([...before, ...waiting.slice(before.length).map((one) => one.id)]);
});

/** A cursor of this list, as a forger would write it. */
function place(...parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

describe('refuses', () => {
  it.each([0, -1, 101, 2_147_483_647])('a page of %i', async (first) => {
    expect(await codeOf(first, null)).toBe('BAD_USER_INPUT');
  });

  const id = '01890000-0000-7000-8000-000000000000';
  it.each([
    ['no cursor at all', 'soon'],
    ['an empty one', ''],
    ['one that is not ours', place('a', 'b')],
    ['one with a part too few', place('2027-03-01T15:00:00.000Z')],
    ['a day that does not exist', place('2027-02-30T15:00:00.000Z', id)],
    ['a year that the database does not know', place('0000-01-01T00:00:00.000Z', id)],
    ['a malformed id', place('2027-03-01T15:00:00.000Z', 'x')],
    ['one of another list', place(id)],
    ['an enormous one', place('2027-03-01T15:00:00.000Z', 'x'.repeat(10_000))],
  ])('%s as cursor', async (_what, cursor) => {
    expect(await codeOf(20, cursor)).toBe('BAD_USER_INPUT');
  });
});
