import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { post, send, stillAnswers } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServerForTests();
  token = await server.token('BUYER');
});
afterAll(() => server.close());
afterEach(() => stillAnswers({ url: server.url, token }));

const query = '{ viewer { id } }';
const begin = 'mutation ($input: BeginVerificationInput!) { beginVerification(input: $input) { __typename } }';
const input = { stage: 'SILVER', method: 'EMAIL' };
const ask = (body: unknown, headers?: Record<string, string>) => post({ url: server.url, token }, body, headers);

describe('a body is refused that', () => {
  const refused: readonly [what: string, body: unknown, status: number, code: string][] = [
    ['is cut off', '{"query": "{ viewer', 400, 'BAD_REQUEST'],
    ['is empty', '', 400, 'BAD_REQUEST'],
    ['is null', 'null', 400, 'BAD_REQUEST'],
    ['is a text', '"{ viewer { id } }"', 400, 'BAD_REQUEST'],
    ['is a batch', [{ query }, { query }], 400, 'BAD_REQUEST'],
    ['is an empty batch', [], 400, 'BAD_REQUEST'],
    ['has no query', { variables: {} }, 400, 'BAD_REQUEST'],
    [
      'names a stored query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['is larger than 256 KB', { query, variables: { padding: 'x'.repeat(256 * 1024) } }, 413, 'PAYLOAD_TOO_LARGE'],
    ['sets a prototype', `{"query": "${query}", "__proto__": {"admin": true}}`, 400, 'BAD_REQUEST'],
    [
      'sets a prototype in its variables',
      `{"query": "${query}", "variables": {"__proto__": {"admin": true}}}`,
      400,
      'BAD_REQUEST',
    ],
    [
      'sets a constructor’s prototype',
      `{"query": "${query}", "variables": {"constructor": {"prototype": {}}}}`,
      400,
      'BAD_REQUEST',
    ],
    [
      'names an operation that is not there',
      { query: 'query A { viewer { id } }', operationName: 'B' },
      200,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'has two operations and names none',
      { query: 'query A { viewer { id } } query B { viewer { id } }' },
      200,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['has a variable of another type', { query: begin, variables: { input: 5 } }, 200, 'BAD_USER_INPUT'],
    [
      'has a variable that is not known',
      { query: begin, variables: { input: { ...input, admin: true } } },
      200,
      'BAD_USER_INPUT',
    ],
    ['lacks a variable', { query: begin }, 200, 'BAD_USER_INPUT'],
    ['is a subscription', { query: 'subscription { membershipChanged { cursor } }' }, 400, 'BAD_REQUEST'],
  ];

  it.for(refused)('%s', async ([, body, status, code]) => {
    const answer = await ask(body);
    expect([answer.status, answer.codes]).toEqual([status, [code]]);
    expect(answer.messages[0]).not.toBe('');
  });
});

describe('another site can’t send in a visitor’s name', () => {
  it.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'what a browser posts as %s without asking',
    async (type) => {
      const { status, codes } = await ask(JSON.stringify({ query: begin, variables: { input } }), {
        'content-type': type,
      });
      expect([400, 415]).toContain(status);
      expect(codes).toEqual(['BAD_REQUEST']);
    },
  );

  it('a query in a link', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, codes } = await send(`${server.url}/graphql?query=${query}`, { headers });
    expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
  });

  it('a mutation in a link, whatever its headers are', async () => {
    const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
    const mutation = 'mutation { submitMaterials(input: { verification: "0" }) { __typename } }';
    const { status, codes, headers: answered } = await send(`${server.url}/graphql?query=${mutation}`, { headers });
    expect([status, codes, answered.get('allow')]).toEqual([405, ['BAD_REQUEST'], 'POST']);
  });
});

describe('an Authorization header is refused that', () => {
  const headers: readonly [what: string, header: (token: string) => string][] = [
    ['has no token', () => 'Bearer'],
    ['has another scheme', (good) => `Basic ${good}`],
    ['has no scheme', (good) => good],
    ['has two tokens', (good) => `Bearer ${good} ${good}`],
    ['is no token', () => 'Bearer nonsense'],
    ['is longer than 8 KB', () => `Bearer ${'a'.repeat(9000)}`],
    ['was changed', (good) => `Bearer ${good.slice(0, -4)}AAAA`],
  ];

  it.for(headers)('%s', async ([, header]) => {
    const { status, codes, text } = await ask({ query }, { authorization: header(token) });
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(text).not.toContain(token);
  });
});

describe('what is hardly HTTP is answered and hung up', () => {
  const sent: readonly [what: string, text: string, status: number][] = [
    ['headers of 20 KB', `GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['no HTTP at all', '\u0016\u0003\u0001\r\n\r\n', 400],
    ['a header without an end', 'GET /healthz HTTP/1.1\r\nhost\r\n\r\n', 400],
  ];

  it.for(sent)('%s', async ([, text, status]) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.end(text);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += String(chunk)));
    await once(socket, 'close');
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });
});

it('a name that JavaScript knows is no trouble as a text', async () => {
  const { codes, text } = await ask({ query: begin, variables: { input: { stage: '__proto__', method: 'EMAIL' } } });
  expect(codes).toEqual([]);
  expect(text).toContain('"__typename"');
});
