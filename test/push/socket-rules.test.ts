import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { openSocket, type BareSocket } from './socket.ts';

const errors = z.array(z.object({ extensions: z.object({ code: z.string() }) }));
const refused = z.object({ payload: z.union([errors, z.object({ errors })]) });

const FOLLOW_QUEUE = 'subscription { reviewQueueChanged { change verification { id } } }';
const FOLLOW_OWN = 'subscription ($after: Cursor) { membershipChanged(after: $after) { cursor } }';

let server: TestServer;
const sockets: BareSocket[] = [];
beforeAll(async () => {
  server = await startServerForTests({ env: { ALLOWED_ORIGINS: 'https://desk.example' } });
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
afterAll(() => server.close());

async function open(origin?: string): Promise<BareSocket> {
  const socket = await openSocket(server.url, origin);
  sockets.push(socket);
  return socket;
}

async function openSignedIn(role: 'BUYER' | 'REVIEWER' | 'SERVICE' = 'BUYER'): Promise<BareSocket> {
  const socket = await open();
  expect(await socket.init(await server.token(role))).toMatchObject({ type: 'connection_ack' });
  return socket;
}

/** The codes with which an operation is refused, whether before it starts or in its first answer. */
async function refusal(socket: BareSocket, id: string): Promise<readonly unknown[]> {
  const answer = refused.parse(await socket.next(id));
  const errors = 'errors' in answer.payload ? answer.payload.errors : answer.payload;
  return errors.map((error) => error.extensions.code);
}

describe('who may connect', () => {
  it.each([
    ['nobody', async () => undefined],
    ['an expired token', () => server.token('BUYER', {}, -60)],
    ['a broken token', async () => 'a.b.c'],
  ])('%s is shut out, so that a client comes back with a fresh token', async (_who, token) => {
    const socket = await open();
    void socket.init(await token());
    expect(await socket.ended).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it('who subscribes without a sign-in is shut out', async () => {
    const socket = await open();
    socket.subscribe('1', FOLLOW_QUEUE);
    expect(await socket.ended).toMatchObject({ code: 4401 });
  });

  it('a socket ends with its token', async () => {
    const socket = await open();
    const started = Date.now();
    await socket.init(await server.token('BUYER', {}, 2));
    socket.subscribe('1', FOLLOW_OWN);
    expect(await socket.ended).toEqual({ code: 4403, reason: 'Token expired' });
    expect(Date.now() - started).toBeLessThan(4000);
  });

  it('a page of a foreign origin is refused', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://desk.example.evil.example', 'http://localhost']) {
      await expect(open(origin)).rejects.toThrow('403');
    }
  });

  it('a page of the server itself, or of an allowed origin, is let in', async () => {
    for (const origin of [server.url, 'https://desk.example']) {
      expect(await (await open(origin)).init(await server.token('BUYER'))).toMatchObject({ type: 'connection_ack' });
    }
  });

  it('there is no socket at another address', async () => {
    await expect(openSocket(`${server.url}/elsewhere`)).rejects.toThrow('404');
  });
});

describe('what goes over a socket', () => {
  it.each([
    ['a query', 'query { viewer { id } }'],
    ['a short query', '{ stages { code } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['a mutation', 'mutation { releaseVerification(input: { verification: "1" }) { __typename } }'],
  ])('is never %s', async (_what, query) => {
    const socket = await openSignedIn('REVIEWER');
    socket.subscribe('1', query);
    expect(await refusal(socket, '1')).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    ['that asks for the schema', 'subscription { __schema { types { name } } }'],
    ['of two fields', 'subscription { membershipChanged { cursor } verificationReviewed { cursor } }'],
    [
      'of one field under many names',
      'subscription { a: membershipChanged { cursor } b: membershipChanged { cursor } }',
    ],
    ['of a field that there is not', 'subscription { everything { id } }'],
    [
      'that is too deep',
      `subscription { membershipChanged { ${'membership { history { cause { ... on UnlockedByVerification { verification { member { '.repeat(4)} id ${'}'.repeat(24)} } }`,
    ],
  ])('is no subscription %s', async (_what, query) => {
    const socket = await openSignedIn();
    socket.subscribe('1', query);
    expect(new Set(await refusal(socket, '1'))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('is nothing that can not be read', async () => {
    const socket = await openSignedIn();
    socket.subscribe('1', 'subscription {');
    expect(await refusal(socket, '1')).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  it.each([
    ['is none', 'b3Vycw'],
    ['is beyond all', Buffer.from('99999999999999999999.1').toString('base64url')],
    ['is below all', Buffer.from('5.-9999999999999999999').toString('base64url')],
    ['is no text of a cursor', 'not a cursor!'],
  ])('is refused with a cursor that %s', async (_what, after) => {
    const socket = await openSignedIn();
    socket.subscribe('1', FOLLOW_OWN, { after });
    expect(await refusal(socket, '1')).toEqual(['BAD_USER_INPUT']);
  });

  it('is the queue for reviewers alone, and own events for nobody who has none', async () => {
    const buyer = await openSignedIn('BUYER');
    buyer.subscribe('1', FOLLOW_QUEUE);
    expect(await refusal(buyer, '1')).toEqual(['FORBIDDEN']);
    const service = await openSignedIn('SERVICE');
    service.subscribe('1', FOLLOW_OWN);
    service.subscribe('2', FOLLOW_QUEUE);
    expect(await refusal(service, '1')).toEqual(['FORBIDDEN']);
    expect(await refusal(service, '2')).toEqual(['FORBIDDEN']);
  });
});

describe('how much goes over a socket', () => {
  it('are twenty subscriptions, and another when one of them ends', async () => {
    const socket = await openSignedIn();
    for (let nth = 1; nth <= 20; nth += 1) socket.subscribe(`${nth}`, FOLLOW_OWN);
    socket.subscribe('21', FOLLOW_OWN);
    expect(await refusal(socket, '21')).toEqual(['BAD_USER_INPUT']);
    socket.send({ type: 'complete', id: '1' });
    // A cursor that is none is refused by what comes after the count.
    socket.subscribe('22', FOLLOW_OWN, { after: 'b3Vycw' });
    expect(await socket.next('22')).toMatchObject({
      payload: { errors: [{ message: expect.stringContaining('cursor') }] },
    });
  });

  it('are messages of up to 64 KB', async () => {
    const socket = await openSignedIn();
    socket.send({ type: 'ping', payload: { text: 'x'.repeat(60_000) } });
    expect(await socket.next()).toMatchObject({ type: 'pong' });
    socket.send({ type: 'ping', payload: { text: 'x'.repeat(64 * 1024) } });
    expect(await socket.ended).toMatchObject({ code: 1009 });
  });

  it('is one subscription an id', async () => {
    const socket = await openSignedIn();
    socket.subscribe('1', FOLLOW_OWN);
    socket.subscribe('1', FOLLOW_OWN);
    expect(await socket.ended).toMatchObject({ code: 4409 });
  });

  it('is nothing that is not of the protocol', async () => {
    const socket = await openSignedIn();
    socket.send('good morning');
    expect(await socket.ended).toMatchObject({ code: 4400 });
  });
});

it('a server that restarts tells its sockets to come back', async () => {
  const other = await startServerForTests();
  const socket = await openSocket(other.url);
  await socket.init(await other.token('BUYER'));
  socket.subscribe('1', FOLLOW_OWN);
  await other.close();
  expect(await socket.ended).toMatchObject({ code: 1012 });
});
