import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { openEventStream } from '../support/event-stream.ts';
import { followReviews } from '../support/membership-operations.ts';
import { rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

const told = z.object({
  verificationReviewed: z.object({ cursor: z.string(), verification: z.object({ id: z.string() }) }),
});

/** On one database, with one issuer of tokens, and nothing else in common. */
const servers: TestServer[] = [];
let database: DatabaseReader;
beforeAll(async () => {
  const first = await startServerForTests();
  servers.push(first);
  for (const _ of ['second', 'third']) servers.push(await startServerForTests({ beside: first }));
  database = await readDatabase(first.databaseUrl);
});
afterAll(async () => {
  await database.close();
  for (const server of servers.toReversed()) await server.close();
});

/** One server after the other, round and round, as a load balancer without sticky sessions gives them. */
function another(nth: number): TestServer {
  const server = servers[nth % servers.length];
  if (server === undefined) throw new Error('there is no server');
  return server;
}

async function reject(server: TestServer, { id, version }: SubmittedVerification): Promise<void> {
  const reviewer = await server.signIn('REVIEWER');
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  expect(await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } })).toMatchObject({
    rejectVerification: { __typename: 'RejectVerificationSuccess' },
  });
}

/** The next event from a cursor on, over a socket that ends with it. */
async function nextBySocket(server: TestServer, token: string | undefined, after: string) {
  const client = server.withToken(token);
  const { value } = await client.subscribe(followReviews, { after }).next();
  await client.close();
  return told.parse(value?.data).verificationReviewed;
}

/** The same over an event stream. */
async function nextByStream(server: TestServer, token: string | undefined, after: string) {
  const stream = await openEventStream(server.url, { token, query: print(followReviews), variables: { after } });
  const event = await stream.next();
  stream.close();
  return told.parse(event?.result?.data).verificationReviewed;
}

it('what is decided through one is pushed by all, over sockets and event streams', async () => {
  const submitted = await submitVerification(another(0));
  const { token } = submitted.buyer;
  const after = await cursorOfNow(database);
  const heard = servers.flatMap((server) => [nextBySocket(server, token, after), nextByStream(server, token, after)]);
  await reject(another(1), submitted);
  const events = await Promise.all(heard);
  expect(events.map(({ verification }) => verification.id)).toEqual(events.map(() => submitted.id));
  expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(1);
});

it('who comes back to another server each time misses nothing, and hears nothing twice', async () => {
  let after = await cursorOfNow(database);
  const { token } = await another(0).signIn('BUYER');
  const [decided, heard]: [string[], string[]] = [[], []];
  for (let nth = 0; nth < 4; nth += 1) {
    const submitted = await submitVerification(another(nth), { buyer: another(nth).withToken(token), stage: 'GOLD' });
    await reject(another(nth + 1), submitted);
    decided.push(submitted.id);
    // Every second time, two have happened meanwhile.
    if (nth % 2 === 0) continue;
    for (const next of [nextBySocket, nextByStream]) {
      const { cursor, verification } = await next(another(nth + heard.length), token, after);
      after = cursor;
      heard.push(verification.id);
    }
  }
  expect(heard).toEqual(decided);
});
