import { recordAct } from '../database/stores/audit-store.ts';
import { restartPending } from '../database/stores/webhook-attempt-store.ts';
import { changeWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import { wakeEndpoint } from '../database/webhook-queue.ts';
import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { lockEndpoint } from './own-endpoint.ts';
import { webhookEndpointNotFound } from './webhook-problems.ts';

/** Tells an endpoint again what happens, and at once what was pending, with all its tries before it. Enabling twice is enabling once. */
export async function enableWebhookEndpoint(deps: Deps, actor: Actor, input: { readonly endpointId: string }) {
  return deps.database.transaction(async (session) => {
    const own = await lockEndpoint(session, actor, input.endpointId);
    if (own === undefined) return webhookEndpointNotFound();
    if (own.endpoint.disabled === null) return { kind: 'Success', endpoint: own.endpoint } as const;
    const at = deps.now();
    const endpoint = await changeWebhookEndpoint(session, own.endpoint.id, {
      disabledAt: null,
      disabledCause: null,
      failingSince: null,
    });
    await restartPending(session, endpoint.id, at);
    await wakeEndpoint(session, endpoint, at);
    const reason = describeEndpoint(endpoint);
    await recordAct(session, { act: 'WEBHOOK_ENDPOINT_ENABLED', actor, role: own.role, at, reason });
    return { kind: 'Success', endpoint } as const;
  });
}
