import { changeDelivery, lockDelivery, startedAt } from '../database/stores/webhook-attempt-store.ts';
import { orderDelivery } from '../database/stores/webhook-delivery-store.ts';
import { findDelivery } from '../database/webhook-deliveries.ts';
import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { lockEndpoint } from './own-endpoint.ts';
import { webhookDeliveryNotFound, webhookEndpointDisabled } from './webhook-problems.ts';

/** Starts a delivery again that has failed, or is waiting for its next time, for its owner or an operator: at once, with all its tries before it. */
export async function retryWebhookDelivery(deps: Deps, actor: Actor, input: { readonly deliveryId: string }) {
  const { deliveryId } = input;
  return deps.database.transaction(async (session) => {
    const found = await findDelivery(session, deliveryId);
    // The endpoint first, as everywhere: two transactions that lock in different orders would wait for each other.
    const own = found && (await lockEndpoint(session, actor, found.endpointId));
    const tries = own && (await lockDelivery(session, deliveryId));
    const delivery = tries && (await findDelivery(session, deliveryId));
    if (own === undefined || tries === undefined || delivery === undefined) return webhookDeliveryNotFound();
    if (own.endpoint.disabled !== null) return webhookEndpointDisabled(own.endpoint.disabled.cause);
    if (delivery.status === 'DELIVERED') {
      const message =
        'It was delivered. To have it sent once more, use `replayWebhookEvents` with the cursor before it.';
      return { kind: 'WebhookDeliveryDelivered', message } as const;
    }
    const at = deps.now();
    await changeDelivery(session, deliveryId, startedAt(at));
    await orderDelivery(session, { delivery: deliveryId, attempt: tries.attempts });
    return { kind: 'Success', delivery: { ...delivery, status: 'PENDING', nextAttemptAt: at } } as const;
  });
}
