import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServerForTests();
  token = await server.token('BUYER');
});
afterAll(() => server.close());

// Every audit sends its own headers; ours are what any client of this server has to add.
const fetchSignedIn: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  headers.set('apollo-require-preflight', 'true');
  return fetch(url, { ...init, headers });
};
const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetchSignedIn });

describe('GraphQL over HTTP, as its specification has it', () => {
  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it.for(audits.map(({ name, fn }) => ({ name, fn })))('$name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
