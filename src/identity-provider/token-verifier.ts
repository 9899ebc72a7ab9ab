import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { roles, type Role, type TokenIdentity } from '../domain/actor.ts';

/** Thrown for a bearer token that does not sign anybody in. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';

  constructor(readonly why: 'EXPIRED' | 'INVALID') {
    super(why === 'EXPIRED' ? 'The token has expired.' : 'The token is not valid here.');
  }
}

/** Thrown when the issuer's keys can't be had right now. */
export class IdentityProviderUnavailableError extends Error {
  override readonly name = 'IdentityProviderUnavailableError';
}

/** Checks bearer tokens. */
export interface TokenVerifier {
  /** What a token says. Throws TokenRefusedError, or IdentityProviderUnavailableError. */
  verify(token: string): Promise<TokenIdentity>;
}

/** What a token must say to be ours. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the roles, or holds them separated by spaces. */
  readonly rolesClaim: string;
}

/** Verifies tokens of the operator's identity provider by its published keys (JWKS), which are fetched and cached. */
export function createJwksVerifier(rules: TokenRules & { readonly jwksUrl: string }): TokenVerifier {
  return createTokenVerifier(createRemoteJWKSet(new URL(rules.jwksUrl), { timeoutDuration: 5000 }), rules);
}

/** Verifies tokens by keys. Only asymmetric algorithms are accepted; `sub` and `exp` are required. */
export function createTokenVerifier(keys: JWTVerifyGetKey, rules: TokenRules): TokenVerifier {
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: rules.issuer,
          audience: rules.audience,
          algorithms: [
            'RS256',
            'RS384',
            'RS512',
            'PS256',
            'PS384',
            'PS512',
            'ES256',
            'ES384',
            'ES512',
            'EdDSA',
            'Ed25519',
          ],
          requiredClaims: ['sub', 'exp'],
          clockTolerance: 5,
        });
        return toIdentity(payload, rules.rolesClaim);
      } catch (error) {
        throw toRefusal(error);
      }
    },
  };
}

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  email: z.email().max(254).nullish().catch(null),
  name: z.string().max(200).nullish().catch(null),
});
const roleNames = z.union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))]).catch([]);

function toIdentity(payload: JWTPayload, rolesClaim: string): TokenIdentity {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new TokenRefusedError('INVALID');
  const { sub, exp, email, name } = parsed.data;
  const named = new Set(roleNames.parse(payload[rolesClaim]).map((role) => role.toUpperCase()));
  return {
    subject: sub,
    roles: new Set<Role>(roles.filter((role) => named.has(role))),
    email: email ?? null,
    name: name ?? null,
    expiresAt: new Date(exp * 1000),
  };
}

/** What says nothing about the token: the issuer took too long, answered with an error, or with no keys. */
const aboutTheKeys: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  errors.JWKInvalid.code,
  errors.JOSEError.code,
]);

function toRefusal(error: unknown): Error {
  if (error instanceof TokenRefusedError) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefusedError('EXPIRED');
  if (error instanceof errors.JOSEError && !aboutTheKeys.has(error.code)) return new TokenRefusedError('INVALID');
  return new IdentityProviderUnavailableError('the issuer’s keys can’t be had', { cause: error });
}
