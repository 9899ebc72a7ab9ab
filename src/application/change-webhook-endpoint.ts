import { recordAct } from '../database/stores/audit-store.ts';
import { changeWebhookEndpoint as keepChange } from '../database/stores/webhook-endpoint-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { WebhookEventType } from '../domain/webhook.ts';
import type { Deps } from './deps.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { lockOwnEndpoint } from './own-endpoint.ts';
import { inputInvalid } from './problems.ts';
import { issuesWithEndpoint } from './webhook-input.ts';
import { webhookEndpointNotFound, webhookUrlNotAccepted } from './webhook-problems.ts';

/** What is to change; what is null stays. */
export interface ChangeWebhookEndpoint {
  readonly endpointId: string;
  readonly url: string | null;
  readonly eventTypes: readonly WebhookEventType[] | null;
  readonly ordered: boolean | null;
  readonly contactEmail: string | null;
}

/** Changes a service's own endpoint. What is pending goes to the new address; its types say only what is told from now on. */
export async function changeWebhookEndpoint(deps: Deps, actor: Actor, input: ChangeWebhookEndpoint) {
  const issues = issuesWithEndpoint(input);
  if (issues.length > 0) return inputInvalid(issues);
  const checked = input.url === null ? null : deps.webhooks.checkUrl(input.url);
  if (checked !== null && 'refusal' in checked) return webhookUrlNotAccepted(checked.refusal);

  return deps.database.transaction(async (session) => {
    const found = await lockOwnEndpoint(session, actor, input.endpointId);
    if (found === undefined) return webhookEndpointNotFound();
    const isElsewhere = checked !== null && checked.url !== found.url;
    const endpoint = await keepChange(session, found.id, {
      url: checked?.url ?? found.url,
      // How the old address did says nothing of the new one.
      failingSince: isElsewhere ? null : found.failingSince,
      eventTypes: [...new Set(input.eventTypes ?? found.eventTypes)],
      ordered: input.ordered ?? found.ordered,
      contactEmail: input.contactEmail?.trim() ?? found.contactEmail,
    });
    const reason = describeEndpoint(endpoint);
    await recordAct(session, { act: 'WEBHOOK_ENDPOINT_CHANGED', actor, role: 'SERVICE', at: deps.now(), reason });
    return { kind: 'Success', endpoint } as const;
  });
}
