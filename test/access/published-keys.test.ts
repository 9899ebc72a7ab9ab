import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startServerForTests, type TestServer } from '../support/server.ts';

const answered = z.object({
  data: z.object({ viewer: z.object({ name: z.string().nullable() }).nullable() }).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

const ISSUER = 'https://login.market.example/';
const AUDIENCE = 'https://verify.market.example';

/** What the operator's identity provider answers when it is asked for its keys. */
let keys: { status: number; body: string };
let provider: Server;
let server: TestServer;
let privateKey: CryptoKey;
let published: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  published = { ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  keys = { status: 503, body: 'Service Unavailable' };
  provider = createServer((_request, response) => {
    response.writeHead(keys.status, { 'content-type': 'application/json' }).end(keys.body);
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const address: AddressInfo | string | null = provider.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  server = await startServerForTests({
    env: {
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: AUDIENCE,
      AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys`,
      AUTH_ROLES_CLAIM: 'https://market.example/roles',
    },
  });
});
afterAll(async () => {
  await server.close();
  provider.close();
});

async function token(roles: readonly string[], kid = 'first'): Promise<string> {
  return new SignJWT({ name: 'Bea', 'https://market.example/roles': roles })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setSubject('provider|bea')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime('5m')
    .sign(privateKey);
}

async function ask(bearer: string, query = '{ viewer { name } }') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = answered.parse(await response.json());
  return { status: response.status, data, codes: errors.map((error) => error.extensions.code) };
}

const away = { status: 503, codes: ['SERVICE_UNAVAILABLE'] };

it.each([
  ['answers with an error', { status: 503, body: 'Service Unavailable' }],
  ['has no such page', { status: 404, body: '{}' }],
  ['answers with a page instead of keys', { status: 200, body: '<html>Maintenance</html>' }],
  ['answers with something else', { status: 200, body: '{"error":"soon"}' }],
])('nobody is called signed out while the provider %s', async (_what, answer) => {
  keys = answer;
  expect(await ask(await token(['BUYER']))).toMatchObject(away);
});

it('a person of the provider signs in as soon as its keys are there', async () => {
  keys = { status: 200, body: JSON.stringify({ keys: [published] }) };
  expect(await ask(await token(['BUYER']))).toEqual({ status: 200, data: { viewer: { name: 'Bea' } }, codes: [] });
});

it('the roles are read from the claim of the settings', async () => {
  const queue = '{ reviewQueue { totalCount } viewer { name } }';
  expect((await ask(await token(['reviewer']), queue)).codes).toEqual([]);
  expect((await ask(await token(['buyer']), queue)).codes).toEqual(['FORBIDDEN']);
});

it('a key that the provider does not have signs nobody in', async () => {
  expect(await ask(await token(['BUYER'], 'another'))).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
});

it('a token of the development issuer is worth nothing here', async () => {
  expect(await ask(await server.token('SUPERVISOR'))).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
});

it('keys that were read last while the provider is away', async () => {
  keys = { status: 503, body: '' };
  expect(await ask(await token(['BUYER']))).toMatchObject({ status: 200, codes: [] });
});

it('nobody is offered a sample sign-in', async () => {
  expect((await fetch(`${server.url}/development/people`)).status).toBe(404);
});
