import { GraphQLError } from 'graphql';

/** The codes of top-level errors that speak to clients; everything else is masked. */
export const speakingCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_MULTIPART_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'SERVICE_UNAVAILABLE',
  'CURSOR_TOO_OLD',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_KEY_IN_FLIGHT',
] as const;

/** Nobody is signed in, or the token is not (any longer) valid. */
export function unauthenticated(message = 'Sign in first: send `Authorization: Bearer <token>`.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

/** Whoever is signed in may not do this. */
export function forbidden(what: string): GraphQLError {
  return new GraphQLError(`You may not use ${what}: your sign-in has no role for it.`, {
    extensions: { code: 'FORBIDDEN' },
  });
}

/** An argument can't be used. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A cursor of the log that is none of ours. */
export function foreignCursor(): GraphQLError {
  return badInput('`after` must be a cursor that an event gave you.');
}

/** What happened after a cursor is no longer kept; `earliest` is the cursor from which on nothing is missing. */
export function cursorTooOld(message: string, earliest: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'CURSOR_TOO_OLD', earliest } });
}

/** Something that we need is away for the moment; asking again later helps. */
export function unavailable(): GraphQLError {
  return new GraphQLError('The server can’t answer right now. Try again in a moment.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
  });
}

/** An idempotency key came with something else before. */
export function idempotencyKeyReused(): GraphQLError {
  return new GraphQLError(
    'This idempotency key was sent before with another mutation or other input. Nothing was done: take a new key for a new call.',
    { extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } },
  );
}

/** What came with the same idempotency key is still being done; asking again later gives its answer. */
export function idempotencyKeyInFlight(): GraphQLError {
  return new GraphQLError(
    'What was sent before with this idempotency key is still being done. Send the same again in a moment.',
    { extensions: { code: 'IDEMPOTENCY_KEY_IN_FLIGHT' } },
  );
}
