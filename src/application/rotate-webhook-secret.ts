import { recordAct } from '../database/stores/audit-store.ts';
import { changeWebhookEndpoint, sealedWebhookSecrets } from '../database/stores/webhook-endpoint-store.ts';
import type { Actor } from '../domain/actor.ts';
import { createWebhookSecret } from '../webhooks/webhook-secret.ts';
import type { Deps } from './deps.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { lockOwnEndpoint } from './own-endpoint.ts';
import { webhookEndpointNotFound } from './webhook-problems.ts';
import { webhookSecretContext } from './webhook-secrets.ts';

/**
 * Gives an endpoint a new secret; the one before goes on signing beside it for the policy's time, and one before that no
 * longer. The new secret is in the answer, and can't be read again.
 */
export async function rotateWebhookSecret(deps: Deps, actor: Actor, input: { readonly endpointId: string }) {
  const secret = createWebhookSecret();
  return deps.database.transaction(async (session) => {
    const found = await lockOwnEndpoint(session, actor, input.endpointId);
    if (found === undefined) return webhookEndpointNotFound();
    const at = deps.now();
    const { current } = await sealedWebhookSecrets(session, found.id);
    const endpoint = await changeWebhookEndpoint(session, found.id, {
      secretSealed: deps.sealer.seal(secret, webhookSecretContext(found.id)),
      previousSecretSealed: Buffer.from(current),
      previousSecretUntil: new Date(at.getTime() + deps.policy.webhooks.previousSecretHours * 3_600_000),
    });
    const reason = `${describeEndpoint(endpoint)}: secret rotated`;
    await recordAct(session, { act: 'WEBHOOK_ENDPOINT_CHANGED', actor, role: 'SERVICE', at, reason });
    return { kind: 'Success', endpoint, secret } as const;
  });
}
