import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createTokenVerifier,
  TokenRefusedError,
  type TokenVerifier,
} from '../../src/identity-provider/token-verifier.ts';

const ISSUER = 'https://id.market.example';
const AUDIENCE = 'bonafide';
const rules = { issuer: ISSUER, audience: AUDIENCE, rolesClaim: 'roles' };
const now = () => Math.floor(Date.now() / 1000);

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let keys: Keys;
let rsa: Keys;
let verifier: TokenVerifier;
beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true });
  rsa = await generateKeyPair('RS256', { extractable: true });
  const published = [
    { ...(await exportJWK(keys.publicKey)), kid: 'ec', alg: 'ES256' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
  ];
  verifier = createTokenVerifier(createLocalJWKSet({ keys: published }), rules);
});

const good = (): JWTPayload => ({ sub: 'buyer-1', iss: ISSUER, aud: AUDIENCE, exp: now() + 60, roles: ['buyer'] });
const sign = (payload: JWTPayload, key = keys.privateKey, header = { alg: 'ES256', kid: 'ec' }) =>
  new SignJWT(payload).setProtectedHeader(header).sign(key);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refusal = async (token: string) => {
  const error: unknown = await verifier.verify(token).catch((thrown: unknown) => thrown);
  return error instanceof TokenRefusedError ? error.why : error;
};

describe('a token signs somebody in', () => {
  it('with what it says of them', async () => {
    const exp = now() + 60;
    const token = await sign({ ...good(), exp, name: 'Bea', email: 'bea@trading.example' });
    expect(await verifier.verify(token)).toEqual({
      subject: 'buyer-1',
      name: 'Bea',
      email: 'bea@trading.example',
      roles: new Set(['BUYER']),
      expiresAt: new Date(exp * 1000),
    });
  });

  it('by any of the published keys', async () => {
    const token = await sign(good(), rsa.privateKey, { alg: 'RS256', kid: 'rsa' });
    expect(await verifier.verify(token)).toMatchObject({ subject: 'buyer-1' });
  });

  it.for<[string, unknown, string[]]>([
    ['a list', ['BUYER', 'REVIEWER'], ['BUYER', 'REVIEWER']],
    ['a list in small letters', ['supervisor'], ['SUPERVISOR']],
    ['words between spaces', 'buyer  service', ['BUYER', 'SERVICE']],
    ['words between commas', 'buyer,reviewer', ['BUYER', 'REVIEWER']],
    ['roles of other programs', ['buyer', 'admin', 'offline_access'], ['BUYER']],
    ['nothing', undefined, []],
    ['an empty text', '', []],
    ['a number', 5, []],
    ['an object', { buyer: true }, []],
    ['a list with a number in it', ['buyer', 5], []],
    ['a name that only resembles one', ['buyers', 'BUYER REVIEWER'], []],
  ])('whose roles are %s', async ([, roles, expected]) => {
    const { roles: read } = await verifier.verify(await sign({ ...good(), roles }));
    expect([...read].toSorted()).toEqual(expected.toSorted());
  });

  it('whose address or name can’t be used, as one without', async () => {
    const token = await sign({ ...good(), email: 'not an address', name: 'x'.repeat(500) });
    expect(await verifier.verify(token)).toMatchObject({ email: null, name: null });
  });

  it('for one of several audiences', async () => {
    expect(await verifier.verify(await sign({ ...good(), aud: ['shop', AUDIENCE] }))).toMatchObject({
      subject: 'buyer-1',
    });
  });

  it('up to five seconds after its end, since clocks differ', async () => {
    expect(await verifier.verify(await sign({ ...good(), exp: now() - 3 }))).toMatchObject({ subject: 'buyer-1' });
    expect(await refusal(await sign({ ...good(), exp: now() - 7 }))).toBe('EXPIRED');
  });
});

describe('a token is refused that', () => {
  it.for<[string, JWTPayload]>([
    ['has an empty subject', { sub: '' }],
    ['has a subject longer than 255 characters', { sub: 'x'.repeat(256) }],
    ['is another issuer’s', { iss: 'https://evil.example' }],
    ['is for another program', { aud: 'shop' }],
    ['is not valid yet', { nbf: now() + 60 }],
  ])('%s', async ([, change]) => {
    expect(await refusal(await sign({ ...good(), ...change }))).toBe('INVALID');
  });

  it.for(['sub', 'exp', 'iss', 'aud'])('lacks %s', async (claim) => {
    const { [claim]: _left, ...rest } = good();
    expect(await refusal(await sign(rest))).toBe('INVALID');
  });

  it('has ended', async () => {
    expect(await refusal(await sign({ ...good(), exp: now() - 60 }))).toBe('EXPIRED');
  });

  it('is not signed', async () => {
    expect(await refusal(`${part({ alg: 'none' })}.${part(good())}.`)).toBe('INVALID');
    expect(await refusal(`${part({ alg: 'NONE', kid: 'ec' })}.${part(good())}.`)).toBe('INVALID');
  });

  it('takes the public key for a shared secret', async () => {
    for (const secret of [await exportSPKI(rsa.publicKey), part(await exportJWK(rsa.publicKey))]) {
      for (const kid of ['rsa', 'ec']) {
        const token = await new SignJWT(good()).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.from(secret));
        expect(await refusal(token)).toBe('INVALID');
      }
    }
  });

  it('brings its own key', async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    const header = { alg: 'ES256', jwk: await exportJWK(own.publicKey) };
    expect(await refusal(await new SignJWT(good()).setProtectedHeader(header).sign(own.privateKey))).toBe('INVALID');
  });

  it('was signed by somebody else under the name of a published key', async () => {
    const other = await generateKeyPair('ES256');
    expect(await refusal(await sign(good(), other.privateKey))).toBe('INVALID');
  });

  it('names a key that is not published', async () => {
    expect(await refusal(await sign(good(), keys.privateKey, { alg: 'ES256', kid: 'unknown' }))).toBe('INVALID');
  });

  it('was changed', async () => {
    const [head = '', , signature = ''] = (await sign(good())).split('.');
    expect(await refusal(`${head}.${part({ ...good(), roles: ['supervisor'] })}.${signature}`)).toBe('INVALID');
  });

  it.for(['', '.', '..', 'a.b.c', 'e30.e30.e30', '\u0000'])('is none: %j', async (token) => {
    expect(await refusal(token)).toBe('INVALID');
  });
});
