import { documentOf, type AnswerOf, type OperationName, type VariablesOf } from './desk-operations.ts';
import type { OperationLog } from './operation-log.ts';

/** What the server said no to as a whole: signed out, forbidden, malformed, internal. */
export class OperationRefusedError extends Error {
  override readonly name = 'OperationRefusedError';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** No answer came: the network or the server is away. Sending again may help. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** How an operation is sent. */
export interface RunOptions {
  /** Makes a mutation count once, however often it is sent. */
  readonly idempotencyKey?: string;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
  /** What the desk asks by itself (a list that is read again) is not worth a line in the log. */
  readonly isQuiet?: boolean;
}

/** Sends the desk's operations. */
export type OperationRunner = ReturnType<typeof createOperationRunner>;

interface Body<Name extends OperationName> {
  readonly data?: AnswerOf<Name> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

const WAIT_MS = 30_000;

/**
 * Creates what sends prepared operations over HTTP and keeps them in the log. Answers the data; throws
 * OperationRefusedError for top-level errors and NoAnswerError when nothing came within 30 seconds.
 */
export function createOperationRunner(authorizedFetch: typeof fetch, log: OperationLog) {
  async function send<Name extends OperationName>(
    name: Name,
    variables: VariablesOf<Name>,
    options: RunOptions,
  ): Promise<Body<Name>> {
    const { query } = documentOf(name);
    try {
      const response = await authorizedFetch('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
        },
        body: JSON.stringify({ query, variables, operationName: name }),
        keepalive: options.keepalive ?? false,
        signal: AbortSignal.timeout(WAIT_MS),
      });
      if (response.status >= 500) throw new NoAnswerError(`The server answers ${response.status}.`);
      return await response.json();
    } catch (error) {
      if (error instanceof NoAnswerError) throw error;
      throw new NoAnswerError('The server can’t be reached.', { cause: error });
    }
  }

  return async function run<Name extends OperationName>(
    name: Name,
    variables: VariablesOf<Name>,
    options: RunOptions = {},
  ): Promise<AnswerOf<Name>> {
    const end = options.isQuiet ? () => undefined : log.begin(name, { ...variables });
    try {
      const body = await send(name, variables, options);
      const [error] = body.errors ?? [];
      if (error || !body.data) {
        const message = error?.message ?? 'The answer is empty.';
        const code = typeof error?.extensions?.code === 'string' ? error.extensions.code : undefined;
        end({ answer: body, outcome: code ?? 'error', isProblem: true });
        throw new OperationRefusedError(message, code);
      }
      const result = typeOfResult(body.data);
      const isProblem = documentOf(name).kind === 'mutation' && !result?.endsWith('Success');
      end({ answer: body, outcome: result ?? 'ok', isProblem });
      return body.data;
    } catch (error) {
      if (error instanceof NoAnswerError) end({ answer: undefined, outcome: 'no answer', isProblem: true });
      throw error;
    }
  };
}

/** The `__typename` of a mutation's result. */
function typeOfResult(data: object): string | undefined {
  const [result]: unknown[] = Object.values(data);
  if (typeof result !== 'object' || result === null || !('__typename' in result)) return undefined;
  const { __typename } = result;
  return typeof __typename === 'string' ? __typename : undefined;
}
