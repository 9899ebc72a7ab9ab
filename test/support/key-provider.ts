import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const ISSUER = 'https://login.market.example/';
const AUDIENCE = 'https://verify.market.example';

/** An identity provider of the operator's, as far as a server sees it: it publishes keys, and signs tokens with the last. */
export interface KeyProvider {
  /** What a server needs to believe its tokens. */
  readonly env: Readonly<Record<string, string>>;
  /** How often its keys were asked for. */
  readonly asked: number;
  /** A token, good for so many seconds. */
  token(subject: string, roles: readonly string[], seconds: number): Promise<string>;
  /** Withdraws its key and signs by a new one from now on. */
  changeKey(): Promise<void>;
  /** Answers with an error until it is back. */
  setAway(isAway: boolean): void;
  close(): void;
}

/** Starts a provider on a free port. */
export async function startKeyProvider(): Promise<KeyProvider> {
  let keys = await makeKey();
  let isAway = false;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(isAway ? 503 : 200, { 'content-type': 'application/json' });
    response.end(isAway ? '' : JSON.stringify({ keys: [keys.published] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    env: { AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE, AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys` },
    get asked() {
      return asked;
    },
    token: (subject, roles, seconds) =>
      new SignJWT({ roles: [...roles] })
        .setProtectedHeader({ alg: 'ES256', kid: keys.kid })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(keys.privateKey),
    async changeKey() {
      keys = await makeKey();
    },
    setAway(next) {
      isAway = next;
    },
    close: () => void server.close(),
  };
}

async function makeKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = crypto.randomUUID();
  return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
