import type { Session } from '../database/database.ts';
import {
  changeDelivery,
  insertAttempt,
  lockDelivery,
  type DeliveryTries,
} from '../database/stores/webhook-attempt-store.ts';
import { orderDelivery } from '../database/stores/webhook-delivery-store.ts';
import { changeWebhookEndpoint, lockWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import { wakeEndpoint, type LeasedDelivery } from '../database/webhook-queue.ts';
import { causeToDisable } from '../domain/webhook-health.ts';
import { pauseAfter } from '../domain/webhook-schedule.ts';
import type { WebhookAttempt, WebhookEndpoint } from '../domain/webhook.ts';
import type { Deps } from './deps.ts';
import { disableEndpoint } from './disable-endpoint.ts';

/** What came of sending a delivery, and for how long the receiver asked us to wait, in milliseconds. */
export type AnsweredAttempt = WebhookAttempt & { readonly retryAfter: number | null };

/**
 * Keeps an attempt, and in the same transaction what follows from it: delivered; to be sent again later; failed for good;
 * the endpoint well again, or disabled; and whatever waited for this delivery ordered.
 */
export async function recordWebhookAttempt(
  deps: Deps,
  { id, endpointId, lease }: LeasedDelivery,
  { retryAfter, ...attempt }: AnsweredAttempt,
): Promise<void> {
  await deps.database.transaction(async (session) => {
    const found = await lockWebhookEndpoint(session, endpointId);
    const tries = found && (await lockDelivery(session, id));
    // Removed while it was sent.
    if (found === undefined || tries === undefined) return;
    await insertAttempt(session, id, attempt);
    // The lease ran out, and somebody else sends it: what follows is theirs to say.
    if (tries.lease !== lease) return;
    const endpoint =
      attempt.outcome === 'DELIVERED'
        ? await keepSuccess(deps, session, found, { id, tries, attempt })
        : await keepFailure(deps, session, found, { id, tries, attempt, retryAfter });
    await wakeEndpoint(session, endpoint, deps.now());
  });
}

interface Tried {
  readonly id: string;
  readonly tries: DeliveryTries;
  readonly attempt: WebhookAttempt;
}

/** What is true of a delivery once it was sent another time. */
function sentOnce({ attempts, tries, firstTriedAt }: DeliveryTries, now: Date) {
  return {
    attempts: attempts + 1,
    tries: tries + 1,
    firstTriedAt: firstTriedAt ?? now,
    lease: null,
    leasedUntil: null,
  };
}

async function keepSuccess(deps: Deps, session: Session, endpoint: WebhookEndpoint, tried: Tried) {
  const now = deps.now();
  const delivered = { status: 'DELIVERED', deliveredAt: now, nextAttemptAt: null } as const;
  await changeDelivery(session, tried.id, { ...sentOnce(tried.tries, now), ...delivered });
  if (endpoint.failingSince === null) return endpoint;
  return changeWebhookEndpoint(session, endpoint.id, { failingSince: null });
}

async function keepFailure(
  deps: Deps,
  session: Session,
  endpoint: WebhookEndpoint,
  tried: Tried & { readonly retryAfter: number | null },
) {
  const { policy } = deps;
  const now = deps.now();
  const sent = sentOnce(tried.tries, now);
  const isGone = tried.attempt.statusCode === 410;
  const pause = pauseAfter({
    tries: sent.tries,
    mostTries: policy.webhooks.attempts,
    askedPause: tried.retryAfter,
    chance: Math.random(),
  });
  const next = pause === undefined ? null : new Date(now.getTime() + pause);
  // What a receiver that is gone did not take is kept until there is one again.
  const status = next === null && !isGone ? 'FAILED' : 'PENDING';
  await changeDelivery(session, tried.id, { ...sent, status, nextAttemptAt: next });
  if (next !== null) await orderDelivery(session, { delivery: tried.id, attempt: sent.attempts }, next);

  // As it was written down, not as it began: by then another may have been delivered.
  const failingSince = endpoint.failingSince ?? now;
  const failing = await changeWebhookEndpoint(session, endpoint.id, { failingSince });
  const cause = causeToDisable({
    now,
    failingSince,
    isGone,
    isExhausted: next === null,
    firstTriedAt: sent.firstTriedAt,
    disableAfterDays: policy.webhooks.disableAfterDays,
  });
  if (cause === undefined || endpoint.disabled !== null) return failing;
  return disableEndpoint(session, failing, { cause, actor: null, at: now });
}
