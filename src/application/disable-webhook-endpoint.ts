import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { lockEndpoint } from './own-endpoint.ts';
import { webhookEndpointNotFound } from './webhook-problems.ts';

/** Stops telling an endpoint anything, for its owner or an operator. What is pending is kept. Disabling twice is disabling once. */
export async function disableWebhookEndpoint(deps: Deps, actor: Actor, input: { readonly endpointId: string }) {
  return deps.database.transaction(async (session) => {
    const own = await lockEndpoint(session, actor, input.endpointId);
    if (own === undefined) return webhookEndpointNotFound();
    if (own.endpoint.disabled !== null) return { kind: 'Success', endpoint: own.endpoint } as const;
    const cause = own.role === 'SERVICE' ? 'OWNER' : 'OPERATOR';
    const endpoint = await disableEndpoint(session, own.endpoint, { cause, actor, at: deps.now() });
    return { kind: 'Success', endpoint } as const;
  });
}
