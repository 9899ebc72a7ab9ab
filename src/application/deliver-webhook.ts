import { setTimeout as delay } from 'node:timers/promises';
import { orderDelivery, type DeliveryOrder } from '../database/stores/webhook-delivery-store.ts';
import { lockWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import { endpointOfDelivery, leaseDelivery, releaseDelivery, type LeasedDelivery } from '../database/webhook-queue.ts';
import { signMessage } from '../webhooks/sign-message.ts';
import type { Deps } from './deps.ts';
import { recordWebhookAttempt } from './record-webhook-attempt.ts';
import { signingSecrets } from './webhook-secrets.ts';

/** How often, and for how many milliseconds, to wait for transactions that may still come before an event. */
const PATIENCE = 5;
const PAUSE = 50;

/**
 * Sends a delivery once, if it is its turn, and keeps what came of it. Whatever dies in between, it is sent again later:
 * at least once, with the same id. What is not sent now is ordered again by whoever makes way for it. Throws when
 * `signal` aborts, and when the database is away.
 */
export async function deliverWebhook(deps: Deps, order: DeliveryOrder, signal: AbortSignal): Promise<void> {
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    const found = await lease(deps, order);
    if (found.kind === 'NotNow') return;
    if (found.kind === 'Leased') {
      await send(deps, found, signal);
      return;
    }
    await delay(PAUSE, undefined, { signal });
  }
  await deps.database.transaction((session) => orderDelivery(session, order));
}

async function lease({ database }: Deps, order: DeliveryOrder) {
  return database.transaction(async (session) => {
    const endpointId = await endpointOfDelivery(session, order.delivery);
    const endpoint = endpointId && (await lockWebhookEndpoint(session, endpointId));
    if (!endpoint) return { kind: 'NotNow' } as const;
    const outcome = await leaseDelivery(session, endpoint, order);
    return outcome.kind === 'Leased' ? { ...outcome, url: endpoint.url } : outcome;
  });
}

async function send(
  deps: Deps,
  { delivery, url }: { readonly delivery: LeasedDelivery; readonly url: string },
  signal: AbortSignal,
): Promise<void> {
  const at = deps.now();
  const began = performance.now();
  try {
    const secrets = await signingSecrets(deps, deps.database.session(), delivery.endpointId);
    const { body, messageId } = delivery;
    const headers = signMessage(secrets, { id: messageId, body }, at);
    const answer = await deps.webhooks.send({ url, headers, body }, signal);
    const durationMs = Math.round(performance.now() - began);
    await recordWebhookAttempt(deps, delivery, { ...answer, at, durationMs });
  } catch (error) {
    // Where this fails as well, the lease runs out.
    await releaseDelivery(deps.database.session(), delivery).catch(() => undefined);
    throw error;
  }
}
