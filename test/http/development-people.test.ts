import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

/** The status under a name that a page says this server has. */
async function statusUnder(host: string): Promise<number | undefined> {
  const sent = request(`${server.url}/development/people`, { headers: { host } }).end();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  response?.resume();
  return response?.statusCode;
}

it('gives tokens of sample people under the machine’s own name and address', async () => {
  const { port } = new URL(server.url);
  expect(await statusUnder(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusUnder(`localhost:${port}`)).toBe(200);
  expect(await statusUnder(`[::1]:${port}`)).toBe(200);
});

it('gives none under a name that a foreign page has pointed here', async () => {
  expect(await statusUnder('rebound.example')).toBe(404);
  expect(await statusUnder('127.0.0.1.rebound.example')).toBe(404);
});
