import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { speakingCodes, unavailable } from '../../graphql/coded-errors.ts';
import { IdentityProviderUnavailableError } from '../../identity-provider/token-verifier.ts';

/** Called with what went wrong inside; no personal data may be logged from it but its name and stack's places. */
export type OnFault = (fault: unknown) => void;

const speaking: ReadonlySet<unknown> = new Set(speakingCodes);

/** What a client may know of an error: what has a speaking code stays, an outage says so, all else is masked and reported. */
export function maskError(formatted: GraphQLFormattedError, error: unknown, onFault: OnFault): GraphQLFormattedError {
  if (speaking.has(formatted.extensions?.['code'])) return withoutStack(formatted);
  const fault = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  if (isOutage(fault)) return { ...place, message: unavailable().message, extensions: { code: 'SERVICE_UNAVAILABLE' } };
  onFault(fault);
  const message = 'Something went wrong on our side. Nothing of this operation was kept where it failed; try again.';
  return { ...place, message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

function withoutStack({ extensions = {}, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _stack, http: _http, ...kept } = extensions;
  return { ...error, extensions: kept };
}

/** PostgreSQL's classes for «not reachable», «shutting down» and «too busy», and the network's own. */
const outageCodes = /^(08\w{3}|57P0\d|53\d{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** Whether something that we need is away for the moment. */
export function isOutage(fault: unknown): boolean {
  if (fault instanceof IdentityProviderUnavailableError) return true;
  if (!(fault instanceof Error)) return false;
  if ('code' in fault && typeof fault.code === 'string' && outageCodes.test(fault.code)) return true;
  if (/timeout exceeded when trying to connect|Connection terminated/i.test(fault.message)) return true;
  return fault.cause !== undefined && isOutage(fault.cause);
}
