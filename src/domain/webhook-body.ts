import type { WebhookEvent, WebhookEventType, WebhookFacts } from './webhook.ts';

/** What the types are called in a message. */
export const webhookNames = {
  VERIFICATION_SUBMITTED: 'verification.submitted',
  VERIFICATION_REVIEWED: 'verification.reviewed',
  VERIFICATION_WITHDRAWN: 'verification.withdrawn',
  MEMBERSHIP_CHANGED: 'membership.changed',
} as const satisfies Record<WebhookEventType, string>;

/**
 * The body that tells an event: ids, codes and a cursor, nothing that says who somebody is. Written once and kept, since
 * a message's bytes never change.
 */
export function webhookBody(event: WebhookEvent, { outcome, level }: WebhookFacts): string {
  return JSON.stringify({
    type: webhookNames[event.type],
    timestamp: event.at.toISOString(),
    data: {
      cursor: event.cursor,
      member: event.memberId,
      ...(event.verificationId === null ? {} : { verification: event.verificationId }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(event.membershipChangeId === null ? {} : { membershipChange: event.membershipChangeId }),
      ...(level === undefined ? {} : { level }),
    },
  });
}

/** The body of a test: it tells nothing but which endpoint it is for. */
export function testWebhookBody(endpointId: string, at: Date): string {
  return JSON.stringify({ type: 'webhook.test', timestamp: at.toISOString(), data: { endpoint: endpointId } });
}
