import type { Session } from '../database/database.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { changeWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { WebhookDisabledCause, WebhookEndpoint } from '../domain/webhook.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { orderMail } from './mail-order.ts';

/** Who disabled an endpoint, why and when; `actor` null: the server did it by itself. */
export interface Disabling {
  readonly cause: WebhookDisabledCause;
  readonly actor: Actor | null;
  readonly at: Date;
}

/** Disables an endpoint that the transaction holds; what is pending stays. Unless its owner did it, its contact is told by mail. */
export async function disableEndpoint(
  session: Session,
  { id }: WebhookEndpoint,
  { cause, actor, at }: Disabling,
): Promise<WebhookEndpoint> {
  const endpoint = await changeWebhookEndpoint(session, id, { disabledAt: at, disabledCause: cause });
  const role = actor === null ? null : cause === 'OWNER' ? 'SERVICE' : 'OPERATOR';
  const reason = `${describeEndpoint(endpoint)}: ${cause}`;
  await recordAct(session, { act: 'WEBHOOK_ENDPOINT_DISABLED', actor, role, at, reason });
  if (cause !== 'OWNER') {
    await orderMail(session, { mail: 'WEBHOOK_ENDPOINT_DISABLED', endpointId: id, disabledAt: at.toISOString() });
  }
  return endpoint;
}
