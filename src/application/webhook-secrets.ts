import type { Session } from '../database/database.ts';
import { sealedWebhookSecrets } from '../database/stores/webhook-endpoint-store.ts';
import type { Deps } from './deps.ts';

/** What an endpoint's secrets are sealed for: they open for no other. */
export function webhookSecretContext(endpointId: string): string {
  return `secret of webhook endpoint ${endpointId}`;
}

/** The secrets that sign what is sent to an endpoint now: the current one, and while a rotation is under way that before it. */
export async function signingSecrets(deps: Deps, session: Session, endpointId: string): Promise<readonly string[]> {
  const { current, previous } = await sealedWebhookSecrets(session, endpointId);
  const sealed = previous !== null && previous.until > deps.now() ? [current, previous.sealed] : [current];
  return sealed.map((secret) => deps.sealer.open(secret, webhookSecretContext(endpointId)));
}
