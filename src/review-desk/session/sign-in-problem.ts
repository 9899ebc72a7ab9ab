import {
  AuthorizationResponseError,
  INVALID_RESPONSE,
  JWT_CLAIM_COMPARISON,
  OperationProcessingError,
  ResponseBodyError,
} from 'oauth4webapi';

/** What does not fit to the sign-in that was begun: its state, its issuer, its nonce. */
const MISFITS: ReadonlySet<string | undefined> = new Set([INVALID_RESPONSE, JWT_CLAIM_COMPARISON]);

/** Why a sign-in at the provider failed, as a sentence for whoever tried. */
export function signInProblem(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    if (error.error === 'access_denied') return 'The identity provider was told no, or does not let you in.';
    return `The identity provider refused it (${(error.error_description ?? error.error).replace(/\.$/, '')}).`;
  }
  if (error instanceof OperationProcessingError) {
    return MISFITS.has(error.code)
      ? 'The answer does not belong to this sign-in. Try again.'
      : 'The identity provider answered what was not expected. Try again, or ask whoever runs it.';
  }
  return 'The identity provider can’t be reached.';
}
