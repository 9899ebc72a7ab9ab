import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { isDatabaseAway } from '../../database/is-database-away.ts';
import { badInput, speakingCodes, unavailable } from '../../graphql/coded-errors.ts';
import { IdentityProviderUnavailableError } from '../../identity-provider/token-verifier.ts';

/** Called with what went wrong inside; no personal data may be logged from it but its name and stack's places. */
export type OnFault = (fault: unknown) => void;

const speaking: ReadonlySet<unknown> = new Set(speakingCodes);

/** What a client may know of an error: what has a speaking code stays, an outage says so, all else is masked. Both are reported. */
export function maskError(formatted: GraphQLFormattedError, error: unknown, onFault: OnFault): GraphQLFormattedError {
  if (speaking.has(formatted.extensions?.['code'])) return withoutStack(formatted);
  const fault = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  // An outage is seen by readiness; a shortage has to be mended by somebody who reads the log.
  if (isShortage(fault)) onFault(fault);
  if (isOutage(fault)) return { ...place, message: unavailable().message, extensions: { code: 'SERVICE_UNAVAILABLE' } };
  if (isUnwritableText(fault))
    return { ...place, ...badInput('A text has a character U+0000, which can’t be kept.').toJSON() };
  onFault(fault);
  const message = 'Something went wrong on our side. Nothing of this operation was kept where it failed; try again.';
  return { ...place, message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** The same of errors as they were thrown. */
export function maskErrors(errors: readonly GraphQLError[], onFault: OnFault): GraphQLFormattedError[] {
  return errors.map((error) => maskError(error.toJSON(), error, onFault));
}

/** A result as a client may know it. */
export function maskResult(
  { data = null, errors }: { readonly [key in keyof ExecutionResult]: ExecutionResult[key] | undefined },
  onFault: OnFault,
): FormattedExecutionResult {
  return errors ? { data, errors: maskErrors(errors, onFault) } : { data };
}

function withoutStack({ extensions = {}, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _stack, http: _http, ...kept } = extensions;
  return { ...error, extensions: kept };
}

/** Whether something that we need is away for the moment: the database, the identity provider, or room on this machine. */
export function isOutage(fault: unknown): boolean {
  const inner = fault instanceof GraphQLError ? fault.originalError : fault;
  return inner instanceof IdentityProviderUnavailableError || isDatabaseAway(inner) || isShortage(inner);
}

/** The codes of a full disk, of a limit on what this user may keep there, and of no descriptors left. */
const shortageCodes = /^(ENOSPC|EDQUOT|EFBIG|EMFILE|ENFILE)$/;

function isShortage(fault: unknown): boolean {
  return hasCode(fault, shortageCodes);
}

/** PostgreSQL's codes for text that it can't hold, in a column and in JSON: U+0000 is the one character that a client can send and it refuses. */
const unwritableTextCodes = /^(22021|22P05)$/;

function isUnwritableText(fault: unknown): boolean {
  return hasCode(fault, unwritableTextCodes);
}

function hasCode(fault: unknown, codes: RegExp): boolean {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && codes.test(fault.code);
}
