import type { WebhookDisabledCause } from './webhook.ts';

/** How things stand with an endpoint after an attempt that failed. */
export interface FailingEndpoint {
  readonly now: Date;
  /** The first failure since the last success, which may be this one. */
  readonly failingSince: Date;
  /** The answer was 410 Gone. */
  readonly isGone: boolean;
  /** The message will not be sent again. */
  readonly isExhausted: boolean;
  /** When the message was sent first since it was started. */
  readonly firstTriedAt: Date;
  /** For how many days an endpoint may fail. */
  readonly disableAfterDays: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Why an endpoint is to be disabled after an attempt that failed; undefined while it may go on. */
export function causeToDisable(endpoint: FailingEndpoint): WebhookDisabledCause | undefined {
  const { now, failingSince, firstTriedAt } = endpoint;
  if (endpoint.isGone) return 'GONE';
  if (now.getTime() - failingSince.getTime() >= endpoint.disableAfterDays * DAY) return 'FAILING';
  return endpoint.isExhausted && failingSince <= firstTriedAt ? 'ATTEMPTS_EXHAUSTED' : undefined;
}
