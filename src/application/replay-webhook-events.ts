import type { Session } from '../database/database.ts';
import { eventsAfter, type LoggedEvent } from '../database/event-log.ts';
import { lastForgottenOfAll } from '../database/forget-events.ts';
import { comparePositions, fromCursor, toCursor } from '../database/log-position.ts';
import { insertDeliveries } from '../database/stores/webhook-delivery-store.ts';
import { keepWebhookMessages } from '../database/stores/webhook-message-store.ts';
import { pendingEvents } from '../database/webhook-deliveries.ts';
import { wakeEndpoint } from '../database/webhook-queue.ts';
import type { Actor } from '../domain/actor.ts';
import { logTypesOf, webhookTypeOf, type WebhookEndpoint, type WebhookEvent } from '../domain/webhook.ts';
import type { Deps } from './deps.ts';
import { lockOwnEndpoint } from './own-endpoint.ts';
import { webhookEndpointDisabled, webhookEndpointNotFound } from './webhook-problems.ts';

/** From where on an endpoint wants to be told again. */
export interface ReplayWebhookEvents {
  readonly endpointId: string;
  readonly after: string;
}

/** How many events are read at once, and most of how many in one replay: what more there is takes another one. */
const BATCH = 500;
const MOST_BATCHES = 10;

/**
 * Makes deliveries anew for what happened after a cursor and is of the endpoint's types, in the order of the log, whether
 * it was told before or not; with the same message as the first time. What is pending already is not made twice, and what is
 * no longer kept can't be made: then the replay is not complete.
 */
export async function replayWebhookEvents(deps: Deps, actor: Actor, input: ReplayWebhookEvents) {
  const start = fromCursor(input.after);
  return deps.database.transaction(async (session) => {
    const endpoint = await lockOwnEndpoint(session, actor, input.endpointId);
    if (endpoint === undefined) return webhookEndpointNotFound();
    if (endpoint.disabled !== null) return webhookEndpointDisabled(endpoint.disabled.cause);
    if (start === undefined) {
      const message = 'This cursor is none of ours. Give one that a webhook or a subscription gave you.';
      return { kind: 'CursorNotOurs', message } as const;
    }
    const at = deps.now();
    const types = logTypesOf(endpoint.eventTypes);
    const forgotten = await lastForgottenOfAll(session);
    const complete = forgotten === undefined || comparePositions(start, forgotten) >= 0;
    let position = start;
    let [queued, alreadyPending, hasMore] = [0, 0, true];
    for (let batch = 0; batch < MOST_BATCHES && hasMore; batch += 1) {
      const read = await eventsAfter(session, position, { types }, BATCH);
      position = read.at(-1)?.position ?? position;
      hasMore = read.length === BATCH;
      const told = await tellAgain(session, endpoint, read, at);
      queued += told.queued;
      alreadyPending += told.alreadyPending;
    }
    await wakeEndpoint(session, endpoint, at);
    const through = toCursor(position);
    return { kind: 'Success', endpoint, queued, alreadyPending, through, hasMore, complete } as const;
  });
}

async function tellAgain(
  session: Session,
  { id, eventTypes }: WebhookEndpoint,
  read: readonly LoggedEvent[],
  at: Date,
) {
  const wanted = read.flatMap((event): WebhookEvent[] => {
    const type = webhookTypeOf(event);
    if (type === undefined || !eventTypes.includes(type)) return [];
    return [{ ...event, type, eventId: String(event.position.id), cursor: toCursor(event.position) }];
  });
  const ids = wanted.map((event) => event.eventId);
  const pending = await pendingEvents(session, id, ids);
  const events = wanted.filter((event) => !pending.has(event.eventId));
  const messages = await keepWebhookMessages(session, events);
  await insertDeliveries(
    session,
    events.map(({ eventId, memberId }) => ({
      endpointId: id,
      messageId: messages.get(eventId) ?? '',
      eventId,
      memberId,
      nextAttemptAt: at,
    })),
  );
  return { queued: events.length, alreadyPending: wanted.length - events.length };
}
