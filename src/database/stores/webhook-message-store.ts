import { createHash } from 'node:crypto';
import { webhookBody } from '../../domain/webhook-body.ts';
import type { WebhookEvent, WebhookFacts } from '../../domain/webhook.ts';
import { sqlOf, type Session } from '../database.ts';

/**
 * The messages that tell these events, by the events' ids; those that are not there yet are written, and never changed
 * afterwards. The same event has the same message, whenever and for whom it is written.
 */
export async function keepWebhookMessages(
  session: Session,
  events: readonly WebhookEvent[],
): Promise<ReadonlyMap<string, string>> {
  if (events.length === 0) return new Map();
  const kept = await sqlOf(session)
    .selectFrom('webhook_message')
    .select(['id', 'eventId'])
    .where(
      'eventId',
      'in',
      events.map((event) => event.eventId),
    )
    // So that it is not cleared away before its deliveries are there.
    .forKeyShare()
    .execute();
  const ids = new Map(kept.map((message) => [String(message.eventId), message.id]));
  const fresh = events.filter((event) => !ids.has(event.eventId));
  if (fresh.length === 0) return ids;
  const facts = await factsOf(session, fresh);
  const messages = fresh.map((event) => ({
    id: messageIdOf(event),
    eventId: event.eventId,
    eventType: event.type,
    body: webhookBody(event, facts(event)),
  }));
  await sqlOf(session)
    .insertInto('webhook_message')
    .values(messages)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return new Map([...ids, ...messages.map((message) => [message.eventId, message.id] as const)]);
}

/** Keeps a message that tells no event. */
export async function insertTestMessage(session: Session, id: string, body: string): Promise<void> {
  await sqlOf(session).insertInto('webhook_message').values({ id, body }).execute();
}

/**
 * An event's message can be written again long after it was cleared away, so its id is made from what never changes of the
 * event. The row's id alone would not do: after a restore from a backup it is given out a second time.
 */
function messageIdOf({ eventId, at, type, memberId, verificationId, membershipChangeId }: WebhookEvent): string {
  const text = [eventId, at.toISOString(), type, memberId, verificationId, membershipChangeId].join(' ');
  return `msg_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`;
}

async function factsOf(
  session: Session,
  events: readonly WebhookEvent[],
): Promise<(event: WebhookEvent) => WebhookFacts> {
  const decided = events.flatMap((event) =>
    event.type === 'VERIFICATION_REVIEWED' ? (event.verificationId ?? []) : [],
  );
  const changed = events.flatMap((event) => event.membershipChangeId ?? []);
  const decisions =
    decided.length === 0
      ? []
      : await sqlOf(session)
          .selectFrom('decision')
          .select(['verificationId', 'outcome'])
          .where('verificationId', 'in', decided)
          .execute();
  const changes =
    changed.length === 0
      ? []
      : await sqlOf(session)
          .selectFrom('membership_change')
          .select(['id', 'toLevel'])
          .where('id', 'in', changed)
          .execute();
  const outcomes = new Map(decisions.map((decision) => [decision.verificationId, decision.outcome]));
  const levels = new Map(changes.map((change) => [change.id, change.toLevel]));
  return ({ type, verificationId, membershipChangeId }) => ({
    outcome: type === 'VERIFICATION_REVIEWED' ? outcomes.get(verificationId ?? '') : undefined,
    level: levels.get(membershipChangeId ?? ''),
  });
}
