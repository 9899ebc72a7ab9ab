import { randomBytes } from 'node:crypto';
import { insertDeliveries, orderDelivery } from '../database/stores/webhook-delivery-store.ts';
import { insertTestMessage } from '../database/stores/webhook-message-store.ts';
import { findDelivery } from '../database/webhook-deliveries.ts';
import type { Actor } from '../domain/actor.ts';
import { testWebhookBody } from '../domain/webhook-body.ts';
import type { Deps } from './deps.ts';
import { endpointOwnerOf, lockOwnEndpoint, readEndpoint } from './own-endpoint.ts';
import { tooManyTestWebhooks, webhookEndpointDisabled, webhookEndpointNotFound } from './webhook-problems.ts';

/** Sends a service's own endpoint a `webhook.test`, through the same door as what happens: signed, logged, tried again. So many an hour. */
export async function sendTestWebhook(deps: Deps, actor: Actor, input: { readonly endpointId: string }) {
  const reading = deps.database.session();
  const found = await readEndpoint(reading, actor, input.endpointId);
  if (found !== undefined && found.disabled === null && found.owner === (await endpointOwnerOf(reading, actor))) {
    // Counted before anything is held: the limit uses a connection of its own.
    const retryAfter = await deps.testLimit.count(deps.sealer.fingerprint(found.owner, 'webhook test'));
    if (retryAfter !== undefined) return tooManyTestWebhooks(retryAfter);
  }
  return deps.database.transaction(async (session) => {
    const endpoint = await lockOwnEndpoint(session, actor, input.endpointId);
    if (endpoint === undefined) return webhookEndpointNotFound();
    if (endpoint.disabled !== null) return webhookEndpointDisabled(endpoint.disabled.cause);
    const at = deps.now();
    const messageId = `msg_${randomBytes(24).toString('base64url')}`;
    await insertTestMessage(session, messageId, testWebhookBody(endpoint.id, at));
    const made = { endpointId: endpoint.id, messageId, eventId: null, memberId: null, nextAttemptAt: at };
    const [id = ''] = await insertDeliveries(session, [made]);
    await orderDelivery(session, { delivery: id, attempt: 0 });
    const delivery = await findDelivery(session, id);
    if (delivery === undefined) throw new Error('a delivery that was just made is missing');
    return { kind: 'Success', delivery } as const;
  });
}
