import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import type { SamplePerson } from './sample-people.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';

/** Signs sample people in, outside production. */
export interface DevelopmentIssuer extends TokenVerifier {
  /** A bearer token of a sample person, good for the given seconds. */
  issue(person: SamplePerson, seconds?: number): Promise<{ readonly token: string; readonly expiresAt: Date }>;
}

const ISSUER = 'bonafide-development';
const AUDIENCE = 'bonafide';
const ALGORITHM = 'ES256';
const HOURS_12 = 12 * 60 * 60;

/** Makes the issuer with the key that is kept in the data folder; makes that key at the first start. Tokens survive a restart. */
export async function createDevelopmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  const jwk = await keptKey(dataDir);
  const key = await importJWK(jwk, ALGORITHM);
  const { d: _private, ...publicJwk } = jwk;
  const verifier = createTokenVerifier(createLocalJWKSet({ keys: [{ ...publicJwk, alg: ALGORITHM }] }), {
    issuer: ISSUER,
    audience: AUDIENCE,
    rolesClaim: 'roles',
  });
  return {
    verify: (token) => verifier.verify(token),
    async issue(person, seconds = HOURS_12) {
      const expiresAt = new Date((Math.floor(Date.now() / 1000) + seconds) * 1000);
      const token = await new SignJWT({ name: person.name, email: person.email, roles: [...person.roles] })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(person.subject)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt };
    },
  };
}

const privateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const keyFile = (dataDir: string) => join(dataDir, 'development-key.json');

/** Whether a data folder holds a development issuer's key, so that one that is made there is no stranger to its server. */
export function hasDevelopmentKey(dataDir: string): boolean {
  return existsSync(keyFile(dataDir));
}

async function keptKey(dataDir: string): Promise<JWK> {
  const file = keyFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  const { privateKey: fresh } = await generateKeyPair(ALGORITHM, { extractable: true });
  const text = JSON.stringify(await exportJWK(fresh));
  // Whoever is first makes the key; everybody reads what is there.
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return privateKey.parse(JSON.parse(await readFile(file, 'utf8')));
}
