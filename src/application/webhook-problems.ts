import type { WebhookDisabledCause, WebhookUrlRefusal } from '../domain/webhook.ts';

/** There is no such endpoint, or it is another service's: the same answer for both. */
export function webhookEndpointNotFound() {
  const message = 'There is no such endpoint among yours. Read `webhookEndpoints` for those that there are.';
  return { kind: 'WebhookEndpointNotFound', message } as const;
}

/** There is no such delivery, or it is of another service's endpoint: the same answer for both. */
export function webhookDeliveryNotFound() {
  const message = 'There is no such delivery among yours. Read the `deliveries` of your endpoints.';
  return { kind: 'WebhookDeliveryNotFound', message } as const;
}

/** Nothing is sent to a disabled endpoint. */
export function webhookEndpointDisabled(cause: WebhookDisabledCause) {
  const message = 'The endpoint is disabled. Enable it first, with `enableWebhookEndpoint`.';
  return { kind: 'WebhookEndpointDisabled', message, cause } as const;
}

/** So many tests were sent within the hour. */
export function tooManyTestWebhooks(retryAfter: Date) {
  const message = 'So many tests were sent to your endpoints within the hour that no more are. Try again later.';
  return { kind: 'TooManyTestWebhooks', message, retryAfter } as const;
}

const whatIsWrong = {
  MALFORMED: 'This is not an absolute web address.',
  TOO_LONG: 'The address is longer than 2000 characters.',
  NOT_HTTPS: 'The address must begin with https://.',
  HAS_CREDENTIALS: 'Leave the name and password out of the address: every message is signed.',
  HAS_FRAGMENT: 'Leave # and what follows out of the address.',
  ADDRESS_NOT_PUBLIC: 'Webhooks are sent to public addresses only. Ask the operator to allow your network.',
} as const satisfies Record<WebhookUrlRefusal, string>;

/** Nothing can be sent to the address. */
export function webhookUrlNotAccepted(cause: WebhookUrlRefusal) {
  return { kind: 'WebhookUrlNotAccepted', message: whatIsWrong[cause], cause } as const;
}
