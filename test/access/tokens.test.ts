import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServerForTests, type TestServer } from '../support/server.ts';

const jwkFile = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string(), d: z.string() });
const answered = z.object({
  data: z.object({ viewer: z.object({ id: z.string() }).nullish() }).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

let server: TestServer;
let key: CryptoKey;
let publicKeyText: string;
beforeAll(async () => {
  server = await startServerForTests();
  const text = await readFile(join(server.dataDir, 'development-key.json'), 'utf8');
  const { d, ...publicJwk } = jwkFile.parse(JSON.parse(text));
  key = await keyOf({ ...publicJwk, d });
  publicKeyText = await exportSPKI(await keyOf(publicJwk));
});
afterAll(() => server.close());

async function keyOf(jwk: JWK): Promise<CryptoKey> {
  const imported = await importJWK(jwk, 'ES256', { extractable: true });
  if (imported instanceof Uint8Array) throw new Error('the key is no key pair');
  return imported;
}

const NOW = Math.floor(Date.now() / 1000);
const good: JWTPayload = {
  iss: 'bonafide-development',
  aud: 'bonafide',
  sub: 'test|good',
  exp: NOW + 600,
  roles: ['BUYER'],
};

function sign(claims: JWTPayload, by: CryptoKey | Uint8Array = key, alg = 'ES256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(by);
}

function without(claim: keyof typeof good): JWTPayload {
  return Object.fromEntries(Object.entries(good).filter(([name]) => name !== claim));
}

async function ask(authorization: string | undefined, query = '{ viewer { id } }') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...answered.parse(await response.json()) };
}

/** What becomes of a request: its status, the codes of its errors, and who it is. */
async function outcome(authorization: string, query?: string) {
  const { status, data, errors = [] } = await ask(authorization, query);
  return { status, codes: errors.map((error) => error.extensions.code), viewer: data?.viewer ?? null };
}

const refused = { status: 401, codes: ['UNAUTHENTICATED'], viewer: null };

it('a token of the issuer signs in, however its scheme is written', async () => {
  const token = await sign(good);
  for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
    expect(await ask(`${scheme} ${token}`)).toMatchObject({
      status: 200,
      data: { viewer: { id: expect.any(String) } },
    });
  }
});

describe('a token is refused with 401', () => {
  it.each([
    ['that has expired', { ...good, exp: NOW - 60 }],
    ['that is not valid yet', { ...good, nbf: NOW + 600 }],
    ['of another issuer', { ...good, iss: 'somebody' }],
    ['for another audience', { ...good, aud: 'another-server' }],
    ['without an issuer', without('iss')],
    ['without an audience', without('aud')],
    ['without a subject', without('sub')],
    ['without an end', without('exp')],
    ['of an empty subject', { ...good, sub: '' }],
    ['of a subject too long', { ...good, sub: 'x'.repeat(256) }],
  ])('%s', async (_what, claims) => {
    expect(await outcome(`Bearer ${await sign(claims)}`)).toEqual(refused);
  });

  it('that another key signed', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await outcome(`Bearer ${await sign(good, privateKey)}`)).toEqual(refused);
  });

  it('that nobody signed', async () => {
    expect(await outcome(`Bearer ${new UnsecuredJWT(good).encode()}`)).toEqual(refused);
  });

  it('that is signed with the public key as if it were a secret', async () => {
    const secret = new TextEncoder().encode(publicKeyText);
    expect(await outcome(`Bearer ${await sign(good, secret, 'HS256')}`)).toEqual(refused);
  });

  it('whose claims were changed after it was signed', async () => {
    const [header, , signature] = (await sign(good)).split('.');
    const claims = Buffer.from(JSON.stringify({ ...good, roles: ['SUPERVISOR'] })).toString('base64url');
    expect(await outcome(`Bearer ${header}.${claims}.${signature}`)).toEqual(refused);
    expect(await outcome(`Bearer ${header}.${claims}.`)).toEqual(refused);
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    'Bearer null',
    'Bearer ..',
    `Bearer ${'x'.repeat(9000)}`,
    'nonsense',
  ])('that is none: %j', async (authorization) => {
    expect(await outcome(authorization)).toEqual(refused);
  });

  it('even where no sign-in would be needed', async () => {
    expect(await outcome('Bearer a.b.c', '{ __typename }')).toEqual(refused);
  });
});

it('who is not signed in is told how, and can read the contract', async () => {
  expect(await ask(undefined)).toMatchObject({
    status: 401,
    errors: [{ message: expect.stringContaining('Authorization: Bearer'), extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(await ask(undefined, '{ __schema { queryType { name } } }')).toMatchObject({ status: 200 });
});

describe('the roles of a token', () => {
  const declare =
    'mutation { declareIdentity(input: { identity: { otherBusiness: { companyName: "", description: "" } } }) { __typename } }';
  const queue = '{ reviewQueue { totalCount } }';

  it.each([
    ['in a list', ['BUYER', 'REVIEWER'], [declare, queue]],
    ['in one text', 'buyer reviewer', [declare, queue]],
    ['beside unknown ones', ['owner', 'Buyer'], [declare]],
    ['that are unknown', ['owner', '*', 'buyers'], []],
    ['that are no text', [7, null], []],
    ['that are none', null, []],
  ])('%s say what it may', async (_what, roles, allowed: readonly string[]) => {
    const authorization = `Bearer ${await sign({ ...good, sub: `test|${crypto.randomUUID()}`, roles })}`;
    for (const query of [declare, queue]) {
      const { errors = [] } = await ask(authorization, query);
      expect(errors.map((error) => error.extensions.code)).toEqual(allowed.includes(query) ? [] : ['FORBIDDEN']);
    }
    expect((await ask(authorization)).status).toBe(200);
  });

  it('of a service beside a person’s make it a person', async () => {
    const both = await sign({ ...good, sub: `test|${crypto.randomUUID()}`, roles: ['SERVICE', 'BUYER'] });
    expect((await ask(`Bearer ${both}`)).data?.viewer).toMatchObject({ id: expect.any(String) });
  });
});

it('a person’s name and address follow its tokens', async () => {
  const sub = `test|${crypto.randomUUID()}`;
  const read = async (claims: JWTPayload) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await sign({ ...good, sub, ...claims })}`,
      },
      body: JSON.stringify({ query: '{ viewer { id name email } }' }),
    });
    const { data } = z
      .object({ data: z.object({ viewer: z.record(z.string(), z.unknown()) }) })
      .parse(await response.json());
    return data.viewer;
  };
  const first = await read({ name: 'Bea', email: 'bea@shop.example' });
  expect(first).toMatchObject({ name: 'Bea', email: 'bea@shop.example' });
  expect(await read({ name: 'Bea Beck', email: 'beck@shop.example' })).toEqual({
    id: first['id'],
    name: 'Bea Beck',
    email: 'beck@shop.example',
  });
  expect(await read({ email: 'not an address' })).toEqual({ id: first['id'], name: null, email: null });
});
