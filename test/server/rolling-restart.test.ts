import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { atOnce } from '../support/at-once.ts';
import { openBalancer, type Balancer } from '../support/balancer.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { post } from '../support/raw-http.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { buildServer, makeDataFolder, startProcess, tokenFor, type BuiltServer } from './server-process.ts';

const FOLLOW = 'subscription ($after: Cursor) { membershipChanged(after: $after) { cursor } }';
const BEGINNING = toCursor(LOG_BEGINNING);
const told = z.object({ membershipChanged: z.object({ cursor: z.string() }) });
const VIEWER = '{ viewer { id membership { level { code } } } }';
const RECORD =
  'mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { ... on RecordOrderSuccess { unlocked { code } } } }';
const REVOKE =
  'mutation ($input: RevokeMembershipInput!) { revokeMembership(input: $input) { ... on RevokeMembershipSuccess { member { id } } } }';

let built: BuiltServer;
let database: TestDatabase;
let reader: DatabaseReader;
let balancer: Balancer;
beforeAll(async () => {
  [built, database, balancer] = await Promise.all([buildServer(), createTestDatabase(), openBalancer()]);
  reader = await readDatabase(database.url);
});
afterAll(async () => {
  await balancer.close();
  await reader.close();
  await built.remove();
  await database.drop();
});

/** Whoever follows the own membership all the while, and comes back by itself. */
interface Follower {
  /** The cursors of what was heard, in its order. */
  readonly heard: readonly string[];
  /** How often it had to connect. */
  readonly connections: () => number;
}

/** What both clients are given: the cursor of what was heard last stands in the request, which they send again as it is. */
function listen() {
  const variables = { after: BEGINNING };
  const heard: string[] = [];
  const sink = {
    next({ data }: { readonly data?: unknown }) {
      const { cursor } = told.parse(data).membershipChanged;
      variables.after = cursor;
      heard.push(cursor);
    },
    error: (fault: unknown) => heard.push(`ended: ${String(fault)}`),
    complete: () => heard.push('complete'),
  };
  return { heard, sink, request: { query: FOLLOW, variables } };
}

const withoutDelay = async () => {};

function followBySocket(token: string): Follower {
  const connected = vi.fn<() => void>();
  const { heard, sink, request } = listen();
  const client = createSocketClient({
    url: `${balancer.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Infinity,
    retryWait: withoutDelay,
    // By default, a connection that can't be made at all is not tried again.
    shouldRetry: () => true,
    on: { connected },
  });
  // It may be about to connect, which is then called off.
  onTestFinished(async () => client.dispose()?.catch(() => undefined));
  client.subscribe(request, sink);
  return { heard, connections: () => connected.mock.calls.length };
}

function followByStream(token: string): Follower {
  const connected = vi.fn<() => void>();
  const { heard, sink, request } = listen();
  const client = createStreamClient({
    url: `${balancer.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: Infinity,
    retry: withoutDelay,
    on: { connected },
  });
  onTestFinished(() => client.dispose());
  client.subscribe(request, sink);
  return { heard, connections: () => connected.mock.calls.length };
}

/** Asks again and again until it is told to stop, each time through the balancer. Keeps what was not as it should be. */
function createLoad() {
  const state = { isOver: false, asked: 0, failed: [] as string[] };
  const ask = async (token: string, query: string, variables: object = {}) => {
    state.asked += 1;
    const answer = await post({ url: balancer.url, token }, { query, variables }).catch((fault: unknown) => ({
      status: 0,
      codes: [],
      text: String(fault),
    }));
    const isWell = answer.status === 200 && answer.codes.length === 0;
    if (!isWell) state.failed.push(`${answer.status} ${answer.text}`);
    return answer.text;
  };
  const again = async (act: () => Promise<unknown>) => {
    while (!state.isOver) {
      await act();
      // So much load, and not all that there can be.
      await delay(60);
    }
  };
  return { state, ask, again };
}

/** A data folder for each of the servers, which know the same sample people. */
async function makeFolders(count: number): Promise<readonly string[]> {
  const folders = await Promise.all(Array.from({ length: count }, makeDataFolder));
  const [first = ''] = folders;
  await tokenFor(first);
  const key = 'development-key.json';
  await Promise.all(folders.slice(1).map((folder) => copyFile(join(first, key), join(folder, key))));
  return folders;
}

/** Starts a server and waits until the balancer sends to it. */
async function start(dataDir: string) {
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, DRAIN_SECONDS: '2', DATABASE_CONNECTIONS: '5' };
  const server = startProcess(built, { ...env, SECRET_KEY: Buffer.alloc(32, 1).toString('base64') });
  const { url } = await server.greeting;
  await balancer.add(url);
  return { ...server, dataDir, url };
}

it('three servers are restarted one after the other under load, and nobody notices', { timeout: 600_000 }, async () => {
  const folders = await makeFolders(3);
  const servers = await Promise.all(folders.map(start));

  const [folder = ''] = folders;
  const people = ['buyer', 'olive', 'service', 'supervisor'] as const;
  const [buyer, olive, service, supervisor] = await Promise.all(people.map((person) => tokenFor(folder, person)));
  if (!buyer || !olive || !service || !supervisor) throw new Error('somebody can’t sign in');
  const { state, ask, again } = createLoad();
  const memberIn = async (token: string) => /"id":"([^"]+)"/.exec(await ask(token, VIEWER))?.[1] ?? '';
  const [buyerId, oliveId] = [await memberIn(buyer), await memberIn(olive)];
  const followers = [
    { memberId: buyerId, ...followBySocket(buyer) },
    { memberId: oliveId, ...followBySocket(olive) },
    { memberId: buyerId, ...followByStream(buyer) },
  ];

  /** Takes a member's level up by an order, then down again: each is one event. */
  const upAndDown = async (member: string) => {
    const order = { order: crypto.randomUUID(), member: { id: member }, amount: { amount: 100_000, currency: 'USD' } };
    expect(await ask(service, RECORD, { input: order })).toContain('"unlocked":{"code":"SILVER"}');
    expect(await ask(supervisor, REVOKE, { input: { member, reason: 'for the test' } })).toContain(member);
  };
  const loads = [
    ...[buyer, olive, buyer].map((token) => again(() => ask(token, VIEWER))),
    ...[buyerId, oliveId].map((member) => again(() => upAndDown(member))),
  ];

  for (const server of servers) {
    const before = state.asked;
    server.kill('SIGTERM');
    // Many at once, before the balancer can have noticed.
    await atOnce(30, () => ask(buyer, VIEWER));
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    balancer.remove(server.url);
    await start(server.dataDir);
    expect(state.asked).toBeGreaterThan(before);
  }
  state.isOver = true;
  await Promise.all(loads);
  expect(state.failed).toEqual([]);

  for (const { memberId, heard, connections } of followers) {
    const events = await reader.rows(
      `select xid::text as transaction, id::text as place from event
       where member_id = $1 and type = 'MEMBERSHIP_CHANGED' order by xid, id`,
      [memberId],
    );
    const all = events.map(({ transaction, place }) =>
      Buffer.from(`${String(transaction)}.${String(place)}`).toString('base64url'),
    );
    expect(all.length).toBeGreaterThan(10);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(all.length), 20_000);
    expect(heard).toEqual(all);
    // At least the server to which it was connected first was restarted.
    expect(connections()).toBeGreaterThan(1);
  }
});
