import { recordAct } from '../database/stores/audit-store.ts';
import { insertWebhookEndpoint, newWebhookEndpointId } from '../database/stores/webhook-endpoint-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { WebhookEventType } from '../domain/webhook.ts';
import { createWebhookSecret } from '../webhooks/webhook-secret.ts';
import type { Deps } from './deps.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { endpointOwnerOf } from './own-endpoint.ts';
import { inputInvalid } from './problems.ts';
import { issuesWithEndpoint } from './webhook-input.ts';
import { webhookUrlNotAccepted } from './webhook-problems.ts';
import { webhookSecretContext } from './webhook-secrets.ts';

/** Where a service wants to be told what. */
export interface RegisterWebhookEndpoint {
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly ordered: boolean;
  readonly contactEmail: string;
}

/** Keeps an endpoint of the service's own. The secret is in the answer, and can't be read again. */
export async function registerWebhookEndpoint(deps: Deps, actor: Actor, input: RegisterWebhookEndpoint) {
  const issues = issuesWithEndpoint(input);
  if (issues.length > 0) return inputInvalid(issues);
  const checked = deps.webhooks.checkUrl(input.url);
  if ('refusal' in checked) return webhookUrlNotAccepted(checked.refusal);
  const most = deps.policy.webhooks.maxEndpoints;
  const secret = createWebhookSecret();
  const id = newWebhookEndpointId();
  const at = deps.now();

  return deps.database.transaction(async (session) => {
    const endpoint = await insertWebhookEndpoint(
      session,
      {
        id,
        owner: await endpointOwnerOf(session, actor),
        url: checked.url,
        eventTypes: [...new Set(input.eventTypes)],
        ordered: input.ordered,
        contactEmail: input.contactEmail.trim(),
        secretSealed: deps.sealer.seal(secret, webhookSecretContext(id)),
        createdAt: at,
      },
      most,
    );
    if (endpoint === undefined) {
      const message = `A service may have ${most} endpoints. Remove one that is no longer needed first.`;
      return { kind: 'TooManyWebhookEndpoints', message, limit: most } as const;
    }
    const reason = describeEndpoint(endpoint);
    await recordAct(session, { act: 'WEBHOOK_ENDPOINT_REGISTERED', actor, role: 'SERVICE', at, reason });
    return { kind: 'Success', endpoint, secret } as const;
  });
}
