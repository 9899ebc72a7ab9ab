import { z } from 'zod';
import { TortureError } from '../torture-error.ts';
import type { Operation } from './documents.ts';

/** What came back. UNSENT: nobody listened there. UNKNOWN: it may have been done. */
export type Reply =
  | { readonly kind: 'ANSWER'; readonly data: unknown }
  | { readonly kind: 'UNKNOWN'; readonly why: string }
  | { readonly kind: 'UNSENT' };

/** One operation, and where it goes. */
export interface Sending {
  readonly url: string;
  readonly token: string;
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Names the wish: a server that knows keys answers a repeated one again instead of doing it again. */
  readonly key: string | undefined;
  /** Goes along as the input's `file`. */
  readonly file?: Blob | undefined;
  /** The longest that the client waits, in milliseconds. */
  readonly patience: number;
}

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
});

/** Top-level errors that leave open whether anything was done. */
const uncertain = new Set(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'IDEMPOTENCY_KEY_IN_FLIGHT']);

/** Sends one operation once, as a plain HTTP client. Throws TortureError when a server says that it was asked wrongly. */
export async function sendOperation(sending: Sending): Promise<Reply> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${sending.url}/graphql`, {
      method: 'POST',
      signal: AbortSignal.timeout(sending.patience),
      ...requestOf(sending),
    });
    body = await response.text();
  } catch (error) {
    return whyLost(error);
  }
  const parsed = answer.safeParse(readJson(body));
  const { data, errors = [] } = parsed.success ? parsed.data : {};
  const [error] = errors;
  const found = data?.[sending.operation.field];
  if (error === undefined && found === undefined) {
    return { kind: 'UNKNOWN', why: `no answer, but status ${response.status} and ${body.slice(0, 100)}` };
  }
  if (error === undefined) return { kind: 'ANSWER', data: found };
  const code = error.extensions?.code ?? 'no code';
  if (uncertain.has(code)) return { kind: 'UNKNOWN', why: code };
  throw new TortureError(`A server refused ${sending.operation.field}: ${code}: ${error.message}`);
}

function requestOf({ token, operation, variables, key, file }: Sending): RequestInit {
  const headers = { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const operations = JSON.stringify({ query: operation.document, variables });
  if (file === undefined) return { headers: { ...headers, 'content-type': 'application/json' }, body: operations };
  // GraphQL multipart request: the operation with a hole, what fills the hole, and the file itself.
  const form = new FormData();
  form.append('operations', operations);
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', file, 'statement.png');
  return { headers: { ...headers, 'apollo-require-preflight': 'true' }, body: form };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyLost(error: unknown): Reply {
  if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'UNKNOWN', why: 'took too long' };
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === 'ECONNREFUSED' ? { kind: 'UNSENT' } : { kind: 'UNKNOWN', why: 'the connection broke' };
}
