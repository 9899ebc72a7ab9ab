import type { WebhookEndpoint } from '../domain/webhook.ts';

/** How the audit trail names an endpoint: its id, and the origin of its address, whose path may hold a secret. */
export function describeEndpoint({ id, url }: Pick<WebhookEndpoint, 'id' | 'url'>): string {
  return `${id} at ${new URL(url).origin}`;
}
