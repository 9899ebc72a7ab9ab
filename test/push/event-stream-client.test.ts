import { createClient, NetworkError, type Client } from 'graphql-sse';
import { print } from 'graphql';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { followMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let database: DatabaseReader;
const clients: Client[] = [];
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
});
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));
afterAll(async () => {
  await database.close();
  await server.close();
});

/** graphql-sse's own client, as an application would make it; `token` is asked for at each connection. */
function connect(token: () => Promise<string>, retry = async () => {}): Client {
  const client = createClient({
    url: `${server.url}/graphql`,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Infinity,
    retry,
  });
  clients.push(client);
  return client;
}

async function spend(subject: string, amount: number): Promise<void> {
  const service = await server.signIn('SERVICE');
  const input = { order: crypto.randomUUID(), member: { subject }, amount: { amount, currency: 'USD' } };
  expect(await service.data(recordOrder, { input })).toMatchObject({ recordOrder: { unlocked: expect.anything() } });
}

interface Followed {
  /** The stages that were heard of, in their order. */
  readonly heard: string[];
  /** The cursors of what was heard. */
  readonly cursors: string[];
  readonly complete: () => void;
  readonly error: (fault: unknown) => void;
}

/** Follows the own membership, and keeps the last cursor in the request, which the client sends again as it then is. */
function follow(client: Client, after: string): Followed {
  const variables = { after };
  const followed: Followed = { heard: [], cursors: [], complete: vi.fn<() => void>(), error: vi.fn<() => void>() };
  client.subscribe(
    { query: print(followMembership), variables },
    {
      next({ data, errors }) {
        expect(errors).toBeUndefined();
        expect(data).toMatchObject({ membershipChanged: { cursor: expect.any(String) } });
        const { cursor, code } = read(data);
        variables.after = cursor;
        followed.heard.push(code);
        followed.cursors.push(cursor);
      },
      complete: followed.complete,
      error: followed.error,
    },
  );
  return followed;
}

function read(data: unknown): { readonly cursor: string; readonly code: string } {
  const text = JSON.stringify(data);
  const [, cursor = ''] = /"cursor":"([^"]+)"/.exec(text) ?? [];
  const [, code = ''] = /"to":\{"code":"(\w+)"/.exec(text) ?? [];
  return { cursor, code };
}

it('hears what happens, after what it had missed', async () => {
  const subject = 'sse|present';
  const token = await server.token('BUYER', { subject });
  const start = await cursorOfNow(database);
  await spend(subject, 100_000);
  const { heard, complete, error } = follow(
    connect(async () => token),
    start,
  );
  await vi.waitFor(() => expect(heard).toEqual(['SILVER']));
  await spend(subject, 1_000_000);
  await vi.waitFor(() => expect(heard).toEqual(['SILVER', 'GOLD']));
  expect(complete).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
});

it('goes on where it was, with a fresh token, when its stream has ended with the first', async () => {
  const subject = 'sse|away';
  const start = await cursorOfNow(database);
  const lives = [5, 3600];
  // Away until what it shall miss has happened.
  const { promise: missed, resolve: comeBack } = Promise.withResolvers<void>();
  const retry = vi.fn<() => Promise<void>>(() => missed);
  const token = async () => server.token('BUYER', { subject }, lives.shift());
  const followed = follow(connect(token, retry), start);
  await spend(subject, 100_000);
  await vi.waitFor(() => expect(followed.heard).toEqual(['SILVER']), 5000);

  await vi.waitFor(() => expect(retry).toHaveBeenCalled(), 10_000);
  await spend(subject, 1_000_000);
  comeBack();
  await vi.waitFor(() => expect(followed.heard).toEqual(['SILVER', 'GOLD']), 10_000);
  await spend(subject, 30_000_000);
  await vi.waitFor(() => expect(followed.heard).toEqual(['SILVER', 'GOLD', 'PLATINUM']), 10_000);
  expect(new Set(followed.cursors).size).toBe(3);
  expect(lives).toEqual([]);
  expect(followed.complete).not.toHaveBeenCalled();
  expect(followed.error).not.toHaveBeenCalled();
});

it('comes back with another token when the first is refused', async () => {
  const subject = 'sse|refused';
  const start = await cursorOfNow(database);
  const lives = [-60, 3600];
  const { heard, error } = follow(
    connect(async () => server.token('BUYER', { subject }, lives.shift())),
    start,
  );
  await vi.waitFor(() => expect(lives).toEqual([]));
  await spend(subject, 100_000);
  await vi.waitFor(() => expect(heard).toEqual(['SILVER']));
  expect(error).not.toHaveBeenCalled();
});

it('is told why an operation is refused, and does not ask again', async () => {
  const token = vi.fn<() => Promise<string>>(() => server.token('BUYER'));
  const results = [];
  const query = 'subscription { reviewQueueChanged { change } }';
  for await (const result of connect(token).iterate({ query })) results.push(result);
  expect(results).toMatchObject([{ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  expect(token).toHaveBeenCalledTimes(1);
});

it('learns the status when it may not come back', async () => {
  const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
  const asked = client.iterate({ query: print(followMembership) }).next();
  const fault: unknown = await asked.catch((error: unknown) => error);
  expect(fault instanceof NetworkError && fault.message).toContain('401');
});
