import { recordAct } from '../database/stores/audit-store.ts';
import { deleteWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { lockOwnEndpoint } from './own-endpoint.ts';
import { webhookEndpointNotFound } from './webhook-problems.ts';

/** Removes a service's own endpoint with its deliveries, sent or pending. */
export async function removeWebhookEndpoint(deps: Deps, actor: Actor, input: { readonly endpointId: string }) {
  return deps.database.transaction(async (session) => {
    const endpoint = await lockOwnEndpoint(session, actor, input.endpointId);
    if (endpoint === undefined) return webhookEndpointNotFound();
    await deleteWebhookEndpoint(session, endpoint.id);
    const reason = describeEndpoint(endpoint);
    await recordAct(session, { act: 'WEBHOOK_ENDPOINT_REMOVED', actor, role: 'SERVICE', at: deps.now(), reason });
    return { kind: 'Success', removed: endpoint.id } as const;
  });
}
