import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Actor, TokenIdentity } from '../domain/actor.ts';
import { unauthenticated } from '../graphql/coded-errors.ts';
import { TokenRefusedError, type TokenVerifier } from '../identity-provider/token-verifier.ts';

/** Whoever is signed in, and until when. */
export interface SignedIn {
  readonly actor: Actor;
  readonly expiresAt: Date;
  /** Whether the token still holds, by the clock and the keys of now; asks nothing of the database. Rejects while nobody can tell. */
  readonly stillHolds: () => Promise<boolean>;
}

/** Finds out who makes a request. */
export interface SignInDesk {
  /** By the `Authorization` header's text; null without one. Throws the coded error UNAUTHENTICATED for a token that is not valid. */
  byHeader(authorization: string | undefined): Promise<SignedIn | null>;
  /** The same for a request, found out once. */
  byRequest(request: FastifyRequest): Promise<SignedIn | null>;
}

/** Takes who is refused for nobody, and throws whatever else went wrong: then nobody knows whether the token is valid. */
export function nobodyIfRefused(error: unknown): null {
  if (error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED') return null;
  throw error;
}

function falseIfRefused(error: unknown): false {
  if (error instanceof TokenRefusedError) return false;
  throw error;
}

/** Makes the desk from what checks tokens and what knows members. */
export function createSignInDesk(
  verifier: TokenVerifier,
  signIn: (identity: TokenIdentity) => Promise<Actor>,
): SignInDesk {
  const known = new WeakMap<FastifyRequest, Promise<SignedIn | null>>();

  const byHeader = async (authorization: string | undefined): Promise<SignedIn | null> => {
    if (authorization === undefined || authorization === '') return null;
    const [, token] = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization) ?? [];
    if (token === undefined) throw unauthenticated('The Authorization header must be `Bearer <token>`.');
    const identity = await verifier.verify(token).catch((error: unknown) => {
      if (error instanceof TokenRefusedError) throw unauthenticated(`${error.message} Sign in again.`);
      throw error;
    });
    const stillHolds = () => verifier.verify(token).then(() => true, falseIfRefused);
    return { actor: await signIn(identity), expiresAt: identity.expiresAt, stillHolds };
  };

  return {
    byHeader,
    byRequest(request) {
      const found = known.get(request) ?? byHeader(request.headers.authorization);
      known.set(request, found);
      return found;
    },
  };
}
