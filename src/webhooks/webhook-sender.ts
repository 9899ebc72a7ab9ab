import type { WebhookAttemptOutcome } from '../domain/webhook.ts';
import { createAddressJudge } from './address-judge.ts';
import { checkEndpointUrl, type CheckedUrl } from './check-endpoint-url.ts';
import { post } from './post.ts';
import { AddressForbiddenError, resolveTarget } from './resolve-target.ts';
import { readRetryAfter } from './read-retry-after.ts';

/** One request to an endpoint. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a request. */
export interface WebhookAnswer {
  readonly outcome: WebhookAttemptOutcome;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
  /** How long the receiver asks us to wait, in milliseconds; only with 429 and 503. */
  readonly retryAfter: number | null;
}

/** Sends webhooks, and nowhere but where they may go. */
export interface WebhookSender {
  /** Whether something can be sent there, as far as the address itself tells. */
  checkUrl(text: string): CheckedUrl;
  /** Sends once, within 15 seconds; no redirect is followed. What goes wrong is answered, not thrown; throws only when `signal` aborts. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
}

/** For all of it: name, connection, TLS, answer. In milliseconds. */
const TIMEOUT = 15_000;

/** Makes a sender. `allowedNetworks`: CIDRs that may be reached although they are private. */
export function createWebhookSender({
  allowedNetworks,
}: {
  readonly allowedNetworks: readonly string[];
}): WebhookSender {
  const judge = createAddressJudge(allowedNetworks);
  return {
    checkUrl: (text) => checkEndpointUrl(text, judge),
    async send({ url: text, headers, body }, signal) {
      const url = new URL(text);
      const timeout = AbortSignal.timeout(TIMEOUT);
      const ended = AbortSignal.any([timeout, signal]);
      try {
        const addresses = await unlessAborted(resolveTarget(url, judge), ended);
        const { statusCode, retryAfter } = await post({ url, addresses, headers, body, signal: ended });
        const mayWait = statusCode === 429 || statusCode === 503;
        return {
          outcome: statusCode >= 200 && statusCode < 300 ? 'DELIVERED' : 'REFUSED',
          statusCode,
          errorCode: null,
          retryAfter: mayWait ? readRetryAfter(retryAfter, new Date()) : null,
        };
      } catch (error) {
        signal.throwIfAborted();
        if (timeout.aborted) return failed('TIMED_OUT', 'ETIMEDOUT');
        if (error instanceof AddressForbiddenError) return failed('ADDRESS_FORBIDDEN', 'ADDRESS_FORBIDDEN');
        return failed('UNREACHABLE', codeOf(error));
      }
    },
  };
}

function failed(outcome: WebhookAttemptOutcome, errorCode: string): WebhookAnswer {
  return { outcome, statusCode: null, errorCode, retryAfter: null };
}

/** The resolver can't be called off, but we need not wait for it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the time is up')), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** A short code, never the error's own words: they can hold addresses. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'UNKNOWN';
}
