import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { openEventStream } from '../support/event-stream.ts';

/** More than what all buffers between the two processes take, at some 6 KB each. */
const MISSED = 3000;
/** Most events that the server may have worked out for somebody who does not take them. */
const FEW = 20;
const UNSENT = 1500;

const names = Array.from({ length: 15 }, (_, nth) => `n${nth}: name`).join(' ');
/** Each event has all that a subscription may ask for, so that it is long. */
const LONG = `subscription ($after: Cursor) { verificationReviewed(after: $after) { cursor verification { member { ${names} } } } }`;
const SHORT = 'subscription ($after: Cursor) { verificationReviewed(after: $after) { cursor } }';
const told = z.object({ data: z.object({ verificationReviewed: z.object({ cursor: z.string() }) }) });

let server: TestServer;
let database: DatabaseReader;
let token: string;
/** Before all that was missed. */
let start: string;
/** The cursors of all that was missed, in order. */
let missed: string[];
beforeAll(async () => {
  server = await startServerForTests({ patience: { keepAlive: 60_000, unsent: UNSENT } });
  database = await readDatabase(server.databaseUrl);
  const buyer = await server.signIn('BUYER', { name: '買'.repeat(120) });
  token = buyer.token ?? '';
  const { id, version, memberId } = await submitVerification(server, { buyer });
  const reviewer = await server.signIn('REVIEWER');
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await reviewer.data(rejectVerification, { input: { verification: id, version, reasons } });
  start = await cursorOfNow(database);
  const rows = await database.rows(
    `insert into event (type, at, member_id, verification_id)
     select 'VERIFICATION_REVIEWED', now(), $1, $2 from generate_series(1, ${MISSED})
     returning xid::text as transaction, id::text as place`,
    [memberId, id],
  );
  missed = rows.map(({ transaction, place }) =>
    Buffer.from(`${String(transaction)}.${String(place)}`).toString('base64url'),
  );
});
afterAll(async () => {
  await database.close();
  await server.close();
});

let connections: Socket[];
const keep = (socket: Socket) => void connections.push(socket);
beforeEach(() => {
  connections = [];
  server.app.server.on('connection', keep);
});
afterEach(() => {
  server.app.server.off('connection', keep);
  vi.restoreAllMocks();
});

/** The server's side of the only connection since the test began. */
function connection(): Socket {
  const [socket, another] = connections;
  if (socket === undefined || another !== undefined) throw new Error(`there are ${connections.length} connections`);
  return socket;
}

/** Whether a statement reads what an event is about. */
function isOfEvent([statement]: readonly unknown[]): boolean {
  return typeof statement === 'string' && statement.includes('from "verification" where "id" in');
}

/** Counts, again and again, the events that the server, which runs in this process, has worked out, and the bytes that have left it. */
function countEvents() {
  const { mock } = vi.spyOn(Client.prototype, 'query');
  const counts: { readonly worked: number; readonly left: number }[] = [];
  const count = () => {
    const [socket] = connections;
    const left = socket ? socket.bytesWritten - socket.writableLength : 0;
    counts.push({ worked: mock.calls.filter(isOfEvent).length, left });
  };
  const timer = setInterval(count, 20);
  onTestFinished(() => clearInterval(timer));
  return {
    /** How many were worked out. */
    get worked() {
      return counts.at(-1)?.worked ?? 0;
    },
    /** How many of them were in the server at once, when each has so many bytes. */
    mostHeld: (bytes: number) => Math.max(...counts.map(({ worked, left }) => worked - left / bytes)),
  };
}

/** A client that takes part only when it is told to. */
interface Reader {
  /** The cursors of what it has read. */
  readonly cursors: readonly string[];
  /** The length of the last event that it has read, in bytes. */
  readonly bytes: number;
  /** Resolves when the server has ended it and all that had arrived is read. */
  readonly ended: Promise<unknown>;
  pause(): void;
  resume(): void;
  close(): void;
}

async function readSocket(query: string, after: string): Promise<Reader> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const upgraded = new Promise<IncomingMessage>((resolve) => socket.once('upgrade', resolve));
  await once(socket, 'open');
  const { socket: connectionOfClient } = await upgraded;
  const [cursors, state]: [string[], { bytes: number }] = [[], { bytes: 0 }];
  const send = (content: object) => socket.send(JSON.stringify(content));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await once(socket, 'message');
  socket
    .on('error', () => undefined)
    .on('message', (data: Buffer) => {
      const { payload } = z.object({ payload: told }).parse(JSON.parse(data.toString()));
      cursors.push(payload.data.verificationReviewed.cursor);
      state.bytes = data.byteLength;
    });
  send({ type: 'subscribe', id: '1', payload: { query, variables: { after } } });
  return {
    cursors,
    get bytes() {
      return state.bytes;
    },
    ended: new Promise((resolve) => socket.once('close', resolve)),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => connectionOfClient.resetAndDestroy(),
  };
}

async function readStream(query: string, after: string): Promise<Reader> {
  const asked = request(`${server.url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
  });
  asked.end(JSON.stringify({ query, variables: { after } }));
  const answered: [IncomingMessage] = await new Promise((resolve) => asked.once('response', (one) => resolve([one])));
  const [answer] = answered;
  const [cursors, state]: [string[], { bytes: number }] = [[], { bytes: 0 }];
  let text = '';
  answer.setEncoding('utf8');
  answer
    .on('error', () => undefined)
    .on('data', (chunk: string) => {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks.filter((one) => one.startsWith('event: next'))) {
        const { data } = told.parse(JSON.parse(block.slice(block.indexOf('{'))));
        cursors.push(data.verificationReviewed.cursor);
        state.bytes = Buffer.byteLength(block);
      }
    });
  return {
    cursors,
    get bytes() {
      return state.bytes;
    },
    ended: new Promise((resolve) => answer.once('close', resolve)),
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    close: () => answer.socket.resetAndDestroy(),
  };
}

describe.each([
  ['a socket', readSocket],
  ['an event stream', readStream],
])('who stops to read %s', (_name, read) => {
  it('is cut off, costs the server a few events, and misses none when it is back', async () => {
    const counted = countEvents();
    const reader = await read(LONG, start);
    await vi.waitFor(() => expect(reader.cursors.length).toBeGreaterThan(0));
    reader.pause();
    await once(connection(), 'close');
    expect(counted.worked).toBeGreaterThan(FEW);
    expect(counted.worked).toBeLessThan(MISSED);
    expect(counted.mostHeld(reader.bytes)).toBeLessThan(FEW);

    // What the network still held may arrive, or not.
    reader.resume();
    await reader.ended;
    const { cursors } = reader;
    const back = await read(SHORT, cursors.at(-1) ?? start);
    await vi.waitFor(() => expect(cursors.length + back.cursors.length).toBeGreaterThanOrEqual(MISSED), 40_000);
    expect([...cursors, ...back.cursors]).toEqual(missed);
    back.close();
  });
});

it.each([
  ['a socket', readSocket],
  ['an event stream', readStream],
])('who breaks off %s in the middle of an event troubles nobody', async (_name, read) => {
  const written = vi.spyOn(console, 'error');
  const reader = await read(LONG, start);
  await vi.waitFor(() => expect(reader.cursors.length).toBeGreaterThan(0));
  reader.pause();
  const socket = connection();
  await vi.waitFor(() => expect(socket.writableLength).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  reader.close();
  await closed;
  // What comes of it comes before another request is answered.
  await openEventStream(server.url, { query: SHORT });
  expect(written).not.toHaveBeenCalled();
});
