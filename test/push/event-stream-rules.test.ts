import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import { openEventStream, type BareStream, type StreamRequest } from '../support/event-stream.ts';
import { send } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const FRIEND = 'https://desk.example';
const FOLLOW_QUEUE = 'subscription { reviewQueueChanged { change verification { id } } }';
const FOLLOW_OWN = 'subscription ($after: Cursor) { membershipChanged(after: $after) { cursor } }';

let server: TestServer;
const streams: BareStream[] = [];
beforeAll(async () => {
  server = await startServerForTests({
    env: { ALLOWED_ORIGINS: FRIEND },
    patience: { keepAlive: 50, unsent: 20_000 },
  });
});
afterEach(() => streams.splice(0).forEach((stream) => stream.close()));
afterAll(() => server.close());

async function open(request: StreamRequest): Promise<BareStream> {
  const stream = await openEventStream(server.url, request);
  streams.push(stream);
  return stream;
}

/** The codes with which an operation is refused within the stream, which is then complete. */
async function refusal(stream: BareStream): Promise<readonly unknown[]> {
  expect(stream.status).toBe(200);
  const told = await stream.next();
  expect(told?.event).toBe('next');
  expect(await stream.next()).toEqual({ event: 'complete', text: '', result: null });
  expect(await stream.next()).toBeUndefined();
  return told?.result?.errors?.map(({ extensions }) => extensions?.code) ?? [];
}

describe('who may have a stream', () => {
  it.each([
    ['nobody', async () => undefined],
    ['an expired token', () => server.token('BUYER', {}, -60)],
    ['a broken token', async () => 'a.b.c'],
  ])('%s is refused by status, so that a client comes back with a fresh token', async (_who, token) => {
    const stream = await open({ token: await token(), query: FOLLOW_OWN });
    expect([stream.status, stream.codes]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('a token counts in the header alone', async () => {
    const token = await server.token('BUYER');
    const { status, codes } = await send(`${server.url}/graphql?token=${token}&authorization=Bearer%20${token}`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', cookie: `token=${token}` },
      body: JSON.stringify({ query: FOLLOW_OWN, extensions: { authorization: `Bearer ${token}` } }),
    });
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('a stream ends with its token, and is not complete', async () => {
    const started = Date.now();
    const stream = await open({ token: await server.token('BUYER', {}, 2), query: FOLLOW_OWN });
    expect(stream.status).toBe(200);
    expect(await stream.next()).toBeUndefined();
    expect(Date.now() - started).toBeLessThan(4000);
  });

  it('a page of an allowed origin can read it, and no other', async () => {
    const token = await server.token('BUYER');
    const friends = await open({ token, query: FOLLOW_OWN, headers: { origin: FRIEND } });
    expect(friends.headers.get('access-control-allow-origin')).toBe(FRIEND);
    for (const origin of ['https://evil.example', 'null', 'https://desk.example.evil.example']) {
      const foreign = await open({ token, query: FOLLOW_OWN, headers: { origin } });
      expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
      const headers = { origin, 'access-control-request-method': 'POST' };
      const preflight = await send(`${server.url}/graphql`, { method: 'OPTIONS', headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('what goes over a stream', () => {
  it.each([
    ['a query', 'query { viewer { id } }'],
    ['a short query', '{ stages { code } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['a mutation', 'mutation { releaseVerification(input: { verification: "1" }) { __typename } }'],
  ])('is never %s', async (_what, query) => {
    const token = await server.token('REVIEWER');
    for (const method of ['GET', 'POST'] as const) {
      expect(await refusal(await open({ token, query, method }))).toEqual(['BAD_USER_INPUT']);
    }
  });

  it.each([
    ['that asks for the schema', 'subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'of two fields',
      'subscription { membershipChanged { cursor } verificationReviewed { cursor } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['of a field that there is not', 'subscription { everything { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that is too deep',
      `subscription { membershipChanged { ${'membership { history { cause { ... on UnlockedByVerification { verification { member { '.repeat(4)} id ${'}'.repeat(24)} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'of pages within pages',
      `subscription { reviewQueueChanged { verification { member { ${'verifications(first: 100) { nodes { member { '.repeat(2)} id ${'} } } '.repeat(2)} } } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['of many tokens', `subscription { membershipChanged { ${'cursor '.repeat(2001)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['that can not be read', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('is no subscription %s', async (_what, query, code) => {
    const stream = await open({ token: await server.token(['BUYER', 'REVIEWER']), query });
    expect(new Set(await refusal(stream))).toEqual(new Set([code]));
  });

  it('is refused with a cursor that is none, and a variable of another type', async () => {
    const token = await server.token('BUYER');
    for (const after of ['b3Vycw', 'not a cursor!', 5]) {
      const stream = await open({ token, query: FOLLOW_OWN, variables: { after } });
      expect(await refusal(stream)).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('is the queue for reviewers alone, and own events for nobody who has none', async () => {
    const buyer = await server.token('BUYER');
    expect(await refusal(await open({ token: buyer, query: FOLLOW_QUEUE }))).toEqual(['FORBIDDEN']);
    const service = await server.token('SERVICE');
    for (const query of [FOLLOW_OWN, FOLLOW_QUEUE]) {
      expect(await refusal(await open({ token: service, query }))).toEqual(['FORBIDDEN']);
    }
  });
});

/** Posts what it is given, for an event stream. */
async function post(headers: Record<string, string>, body: string) {
  const authorization = `Bearer ${await server.token('BUYER')}`;
  return send(`${server.url}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', authorization, ...headers },
    body,
  });
}

describe('a request that is out of order is refused by status', () => {
  const json = { 'content-type': 'application/json' };

  it.each([
    ['a body that is no JSON', json, '{', 400],
    ['a list of operations', json, JSON.stringify([{ query: FOLLOW_OWN }]), 400],
    ['no query', json, '{}', 400],
    ['a query that is no text', json, '{"query":{}}', 400],
    ['variables that are no object', json, JSON.stringify({ query: FOLLOW_OWN, variables: [] }), 400],
    ['a text', { 'content-type': 'text/plain' }, JSON.stringify({ query: FOLLOW_OWN }), 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'query=x', 415],
  ])('%s', async (_what, headers, body, status) => {
    expect(await post(headers, body)).toMatchObject({ status, codes: ['BAD_REQUEST'] });
  });

  it('an upload', async () => {
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: FOLLOW_OWN, variables: {} }));
    form.append('map', '{}');
    const { status, codes } = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${await server.token('BUYER')}`,
        'apollo-require-preflight': 'true',
      },
      body: form,
    });
    expect([status, codes]).toEqual([415, ['BAD_REQUEST']]);
  });

  it('variables in the address that are no JSON', async () => {
    const { status, codes } = await send(
      `${server.url}/graphql?query=${encodeURIComponent(FOLLOW_OWN)}&variables=%7B`,
      { headers: { accept: 'text/event-stream', authorization: `Bearer ${await server.token('BUYER')}` } },
    );
    expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
  });
});

describe('a stream', () => {
  it('is kept from being stored, changed and collected on its way, and shows life', async () => {
    const stream = await open({ token: await server.token('BUYER'), query: FOLLOW_OWN });
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': expect.stringContaining('no-cache'),
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    for (const _ of ['first', 'second', 'third']) await stream.comment();
  });

  it('is one of at most twenty of a person, and another one when one of them ends', async () => {
    const token = await server.token('BUYER', { subject: 'many streams' });
    const first = await open({ token, query: FOLLOW_OWN });
    for (let nth = 2; nth <= 20; nth += 1) expect((await open({ token, query: FOLLOW_OWN })).status).toBe(200);
    const refused = await open({ token, query: FOLLOW_OWN });
    expect([refused.status, refused.codes]).toEqual([429, ['TOO_MANY_REQUESTS']]);
    // Not by another token of the same person either; another person is not concerned.
    const again = await server.token('BUYER', { subject: 'many streams' });
    expect((await open({ token: again, query: FOLLOW_OWN })).status).toBe(429);
    expect((await open({ token: await server.token('BUYER'), query: FOLLOW_OWN })).status).toBe(200);
    first.close();
    await vi.waitFor(async () => expect((await open({ token, query: FOLLOW_OWN })).status).toBe(200));
  });

  it('leaves nothing behind when it is not waited for', async () => {
    const token = await server.token('BUYER');
    await atOnce(10, async (nth) => {
      const closing = new AbortController();
      const asked = fetch(`${server.url}/graphql`, {
        method: 'POST',
        signal: closing.signal,
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: FOLLOW_OWN }),
      });
      // At another moment each time, before the answer or just after it.
      for (let turn = 0; turn < nth * 4; turn += 1) await new Promise(setImmediate);
      closing.abort();
      await asked.catch(() => undefined);
    });
    await vi.waitFor(async () => {
      const all = await atOnce(20, () => open({ token, query: FOLLOW_OWN }));
      const refused = all.filter(({ status }) => status !== 200).length;
      all.forEach((stream) => stream.close());
      expect(refused).toBe(0);
    }, 10_000);
  });

  it('does not count when its operation was refused', async () => {
    const token = await server.token('BUYER');
    for (let nth = 1; nth <= 30; nth += 1) {
      expect(await refusal(await open({ token, query: FOLLOW_QUEUE }))).toEqual(['FORBIDDEN']);
    }
  });
});

describe('who asks for JSON gets JSON', () => {
  it.each([
    'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
    '*/*, text/event-stream',
    'text/event-stream;q=0.5, application/json',
    'text/event-stream;q=0, */*;q=0.1',
    'multipart/mixed, application/json',
  ])('%s', async (accept) => {
    const token = await server.token('BUYER');
    const headers = { accept, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ viewer { id } }' });
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/json/);
    // A subscription is told where to go.
    const lost = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: FOLLOW_OWN }),
    });
    expect([lost.status, lost.codes]).toEqual([400, ['BAD_REQUEST']]);
    expect(lost.messages[0]).toMatch(/graphql-transport-ws.*text\/event-stream/);
  });

  it.each(['text/event-stream, application/json', 'TEXT/Event-Stream', 'application/json;q=0.9, text/event-stream'])(
    'and not with %s',
    async (accept) => {
      const stream = await open({ token: await server.token('BUYER'), query: FOLLOW_OWN, headers: { accept } });
      expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    },
  );
});

it('a server that restarts ends its streams without complete, at once', async () => {
  const other = await startServerForTests();
  const stream = await openEventStream(other.url, { token: await other.token('BUYER'), query: FOLLOW_OWN });
  const started = Date.now();
  const closed = other.close();
  expect(await stream.next()).toBeUndefined();
  await closed;
  expect(Date.now() - started).toBeLessThan(4000);
});
