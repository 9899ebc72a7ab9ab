import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJwksVerifier, IdentityProviderUnavailableError } from '../../src/identity-provider/token-verifier.ts';
import { post } from '../support/raw-http.ts';
import { startServerForTests } from '../support/server.ts';

const ISSUER = 'https://id.market.example';
const keys = await generateKeyPair('ES256', { extractable: true });
const published = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] });
const token = await new SignJWT({ 'https://market.example/roles': 'buyer' })
  .setProtectedHeader({ alg: 'ES256', kid: 'one' })
  .setSubject('buyer-1')
  .setIssuer(ISSUER)
  .setAudience('bonafide')
  .setExpirationTime('1h')
  .sign(keys.privateKey);

/** An identity provider that answers as told; gone when the test ends. */
async function startProvider(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/jwks.json`;
}

const verifierOf = (jwksUrl: string) =>
  createJwksVerifier({ issuer: ISSUER, audience: 'bonafide', rolesClaim: 'https://market.example/roles', jwksUrl });

describe('the keys that an identity provider publishes', () => {
  it('are fetched once for many tokens', async () => {
    let fetched = 0;
    const verifier = verifierOf(
      await startProvider((_request, response) => {
        fetched += 1;
        response.setHeader('content-type', 'application/json').end(published);
      }),
    );
    const read = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)));
    expect(read[0]).toMatchObject({ subject: 'buyer-1', roles: new Set(['BUYER']) });
    expect(fetched).toBe(1);
  });

  it.for<[string, RequestListener]>([
    ['with an error', (_request, response) => response.writeHead(500).end('{}')],
    ['with a page', (_request, response) => response.end('<html>')],
    ['with no keys', (_request, response) => response.end('{"keys": "none"}')],
    ['with another address', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1' }).end()],
    ['by hanging up', (request) => request.socket.destroy()],
  ])('say nothing about a token when it answers %s', async ([, answer]) => {
    await expect(verifierOf(await startProvider(answer)).verify(token)).rejects.toThrow(
      IdentityProviderUnavailableError,
    );
  });
});

it('while the identity provider is away, nobody is told that the token is wrong', async () => {
  let isAway = true;
  const jwksUrl = await startProvider((_request, response) => {
    if (isAway) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(published);
  });
  const server = await startServerForTests({
    env: {
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: 'bonafide',
      AUTH_JWKS_URL: jwksUrl,
      AUTH_ROLES_CLAIM: 'https://market.example/roles',
    },
  });
  onTestFinished(() => server.close());
  const ask = () => post({ url: server.url, token }, { query: '{ viewer { id } }' });
  expect(await ask()).toMatchObject({ status: 503, codes: ['SERVICE_UNAVAILABLE'] });
  isAway = false;
  expect(await ask()).toMatchObject({ status: 200, codes: [] });
  // Sample people are for development alone.
  expect(await fetch(`${server.url}/development/people`)).toMatchObject({ status: 404 });
});
