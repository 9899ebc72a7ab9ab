import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { post, send } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const FRIEND = 'https://market.example';
const STRANGER = 'https://evil.example';

let server: TestServer;
let token: string;
beforeAll(async () => {
  // Without SMTP_URL there is a mailbox.
  server = await startServerForTests({ env: { ALLOWED_ORIGINS: `${FRIEND}, https://other.example`, SMTP_URL: '' } });
  token = await server.token('BUYER');
});
afterAll(() => server.close());

const at = (path: string, init?: RequestInit) => send(`${server.url}${path}`, init);

const preflight = (origin: string) =>
  at('/graphql', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

describe('every answer says how it is to be taken', () => {
  const paths = [
    '/',
    '/nothing-here',
    '/%',
    '/graphql',
    '/graphql?query={__typename}',
    '/graphiql',
    '/graphiql/',
    '/graphiql/assets/nothing.js',
    '/mailbox',
    '/mailbox/none',
    '/mailbox/none/html',
    '/mailbox.json',
    '/materials/none',
    '/materials/01a20aae-2836-71c1-8f2f-1caab5362f08?viewer=1&expires=1&signature=1',
    '/development/people',
    '/healthz',
    '/readyz',
  ];

  it.for(paths)('%s', async (path) => {
    const { headers } = await at(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toMatch(/no-store/);
    expect(headers.get('content-type')).toMatch(/; charset=utf-8$/);
    for (const banner of ['server', 'x-powered-by', 'via']) expect(headers.get(banner)).toBeNull();
  });

  it('a posted operation', async () => {
    const { headers } = await post({ url: server.url, token }, { query: '{ viewer { id } }' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  it.for(['/graphiql', '/mailbox'])('%s can’t be framed by anybody', async (path) => {
    const { headers } = await at(path);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});

describe('whatever is asked', () => {
  it('a path that leads nowhere is a 404 with a code', async () => {
    for (const path of [
      '/',
      '/nothing-here',
      '/graphql/',
      '/GraphQL',
      '/../etc/passwd',
      '/graphiql/assets/../../package.json',
    ]) {
      expect(await at(path)).toMatchObject({ status: 404, codes: ['NOT_FOUND'] });
    }
  });

  it('HEAD is answered as GET is, without the body', async () => {
    for (const path of ['/healthz', '/readyz', '/mailbox']) {
      expect(await at(path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    }
  });

  it.for(['PUT', 'PATCH', 'DELETE'])('%s is no way to send an operation', async (method) => {
    const { status, codes, headers } = await at('/graphql', { method });
    expect([status, codes, headers.get('allow')]).toEqual([405, ['BAD_REQUEST'], 'GET, POST']);
  });
});

describe('a page of another site', () => {
  it('may send operations when its origin is allowed', async () => {
    const { status, headers } = await preflight(FRIEND);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(headers.get('access-control-allow-methods')).toMatch(/POST/);
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization/);
    expect(headers.get('vary')).toMatch(/Origin/i);
    const answer = await post({ url: server.url, token }, { query: '{ viewer { id } }' }, { origin: FRIEND });
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRIEND);
  });

  it.for([STRANGER, 'https://market.example.evil.example', 'http://market.example', 'null'])(
    'may not from %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const answer = await post({ url: server.url, token }, { query: '{ viewer { id } }' }, { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('never sends cookies along', async () => {
    expect((await preflight(FRIEND)).headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.for([
    [FRIEND, 'open'],
    ['the server’s own', 'open'],
    [undefined, 'open'],
    [STRANGER, 'unexpected-response'],
    ['nonsense', 'unexpected-response'],
  ] as const)('from %s is answered on the socket with %s', async ([origin, event]) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: origin === undefined ? {} : { origin: origin === 'the server’s own' ? server.url : origin },
    });
    socket.on('error', () => undefined);
    await expect(once(socket, event, { signal: AbortSignal.timeout(5000) })).resolves.toBeDefined();
    socket.terminate();
  });
});
