import type { Outcome } from './decision.ts';
import { eventTypes, type EventType } from './event.ts';
import type { QueueChange } from './queue.ts';

/** What a service can be told by webhook. */
export const webhookEventTypes = [
  'VERIFICATION_SUBMITTED',
  'VERIFICATION_REVIEWED',
  'VERIFICATION_WITHDRAWN',
  'MEMBERSHIP_CHANGED',
] as const;

/** One such thing. */
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Whether an endpoint is told anything. */
export const webhookEndpointStatuses = ['ENABLED', 'DISABLED'] as const;

/** What can disable an endpoint. */
export const webhookDisabledCauses = ['OWNER', 'OPERATOR', 'GONE', 'FAILING', 'ATTEMPTS_EXHAUSTED'] as const;

/** What disabled one. */
export type WebhookDisabledCause = (typeof webhookDisabledCauses)[number];

/** Where a delivery stands: PENDING → DELIVERED or FAILED; a FAILED one can be started again. */
export const webhookDeliveryStatuses = ['PENDING', 'DELIVERED', 'FAILED'] as const;

/** Where one delivery stands. */
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number];

/** How an attempt can end. */
export const webhookAttemptOutcomes = [
  'DELIVERED',
  'REFUSED',
  'UNREACHABLE',
  'TIMED_OUT',
  'ADDRESS_FORBIDDEN',
] as const;

/** How one attempt ended. */
export type WebhookAttemptOutcome = (typeof webhookAttemptOutcomes)[number];

/** Why an address can't be an endpoint's. */
export const webhookUrlRefusals = [
  'MALFORMED',
  'TOO_LONG',
  'NOT_HTTPS',
  'HAS_CREDENTIALS',
  'HAS_FRAGMENT',
  'ADDRESS_NOT_PUBLIC',
] as const;

/** One such reason. */
export type WebhookUrlRefusal = (typeof webhookUrlRefusals)[number];

/** Where a service of the marketplace wants to be told what happened. */
export interface WebhookEndpoint {
  readonly id: string;
  /** The `sub` of the service's token. */
  readonly owner: string;
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  /** Whether a member's events are sent one after the other. */
  readonly ordered: boolean;
  readonly contactEmail: string;
  readonly createdAt: Date;
  /** The first failure since the last success. */
  readonly failingSince: Date | null;
  readonly disabled: { readonly at: Date; readonly cause: WebhookDisabledCause } | null;
  /** Until when the secret before the current one goes on signing; in the past or null: it does not. */
  readonly previousSecretUntil: Date | null;
}

/** One message on its way to one endpoint, or arrived. */
export interface WebhookDelivery {
  readonly id: string;
  readonly endpointId: string;
  /** The header `webhook-id`. */
  readonly messageId: string;
  /** Null for a test, as are the cursor, the member and the verification. */
  readonly eventType: WebhookEventType | null;
  readonly cursor: string | null;
  readonly memberId: string | null;
  readonly verificationId: string | null;
  readonly status: WebhookDeliveryStatus;
  readonly createdAt: Date;
  /** Every time that it was sent, the first one first. */
  readonly attempts: readonly WebhookAttempt[];
  /** Null when nothing is planned. */
  readonly nextAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** One time that a message was sent, and what came of it. */
export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMs: number;
  readonly outcome: WebhookAttemptOutcome;
  /** Null when there was no answer. */
  readonly statusCode: number | null;
  /** What went wrong in a code such as `ECONNREFUSED`; null when there was an answer. */
  readonly errorCode: string | null;
}

/** What happened, as a message tells it. */
export interface WebhookEvent {
  /** Of the row in the log. */
  readonly eventId: string;
  readonly type: WebhookEventType;
  readonly at: Date;
  readonly cursor: string;
  readonly memberId: string;
  readonly verificationId: string | null;
  readonly membershipChangeId: string | null;
}

/** What else a message tells; what does not belong to the event's type is undefined. */
export interface WebhookFacts {
  /** How a verification was decided. */
  readonly outcome?: Outcome | undefined;
  /** The code of the level after a change of membership. */
  readonly level?: string | undefined;
}

/** Which webhook tells an event of the log; undefined when none does. */
export function webhookTypeOf(event: {
  readonly type: EventType;
  readonly queueChange?: QueueChange | null | undefined;
}): WebhookEventType | undefined {
  // Webhooks tell the marketplace what came of a verification, not how its files are.
  if (event.type === 'MATERIAL_INSPECTED') return undefined;
  if (event.type !== 'REVIEW_QUEUE_CHANGED') return event.type;
  if (event.queueChange === 'SUBMITTED') return 'VERIFICATION_SUBMITTED';
  return event.queueChange === 'WITHDRAWN' ? 'VERIFICATION_WITHDRAWN' : undefined;
}

/** The types of the log's events among which there are some that these webhooks tell. */
export function logTypesOf(wanted: readonly WebhookEventType[]): readonly EventType[] {
  return eventTypes.filter((type) => {
    if (type === 'MATERIAL_INSPECTED') return false;
    if (type !== 'REVIEW_QUEUE_CHANGED') return wanted.includes(type);
    return wanted.includes('VERIFICATION_SUBMITTED') || wanted.includes('VERIFICATION_WITHDRAWN');
  });
}
