import { sql } from 'kysely';
import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryStatus } from '../domain/webhook.ts';
import { sqlOf, type Session } from './database.ts';

/** Which deliveries to read, the newest first. */
export interface DeliveryPage {
  /** How many of each endpoint. */
  readonly first: number;
  /** Only those before this one. */
  readonly before?: string | undefined;
  readonly status?: WebhookDeliveryStatus | undefined;
}

function deliveries(session: Session) {
  // The aliases must not begin a column's name: `message` would take `message_id` for a column of its own.
  return (
    sqlOf(session)
      .selectFrom('webhook_delivery as delivery')
      .innerJoin('webhook_message as sent', 'sent.id', 'delivery.messageId')
      .innerJoin('webhook_endpoint as receiver', 'receiver.id', 'delivery.endpointId')
      .leftJoin('event as logged', 'logged.id', 'delivery.eventId')
      .select(['delivery.id', 'delivery.endpointId', 'delivery.messageId', 'delivery.memberId', 'delivery.status'])
      .select(['delivery.createdAt', 'delivery.deliveredAt', 'delivery.nextAttemptAt', 'receiver.disabledAt'])
      .select(['sent.eventType', 'logged.verificationId'])
      // As the receiver was told it.
      .select(sql<string | null>`sent.body::jsonb #>> '{data,cursor}'`.as('cursor'))
      // In the same statement: a delivery and what was tried of it must not be of different moments.
      .select(
        sql<readonly KeptAttempt[]>`(
        select coalesce(json_agg(json_build_object('at', tried.at, 'durationMs', tried.duration_ms,
          'outcome', tried.outcome, 'statusCode', tried.status_code, 'errorCode', tried.error_code)
          order by tried.number), '[]')
        from webhook_attempt tried where tried.delivery_id = delivery.id)`.as('attempts'),
      )
  );
}

type KeptAttempt = Omit<WebhookAttempt, 'at'> & { readonly at: string };

type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number];

function toDelivery({ disabledAt, ...row }: Row): WebhookDelivery {
  return {
    ...row,
    attempts: row.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
    eventType: row.eventType ?? null,
    memberId: row.memberId ?? null,
    verificationId: row.verificationId ?? null,
    deliveredAt: row.deliveredAt ?? null,
    // Nothing is sent to an endpoint while it is disabled.
    nextAttemptAt: disabledAt ? null : (row.nextAttemptAt ?? null),
  };
}

/** A page of the deliveries of each of these endpoints. One statement. */
export async function deliveriesOf(
  session: Session,
  endpointIds: readonly string[],
  { first, before, status }: DeliveryPage,
): Promise<WebhookDelivery[]> {
  const place = before === undefined ? sql`` : sql`and listed.id < ${before}`;
  const kind = status === undefined ? sql`` : sql`and listed.status = ${status}`;
  const rows = await deliveries(session)
    .where(
      sql<boolean>`delivery.id in (
        select page.id from unnest(${[...endpointIds]}::uuid[]) as wanted (id) cross join lateral (
          select listed.id from webhook_delivery listed where listed.endpoint_id = wanted.id ${place} ${kind}
          order by listed.id desc limit ${first}) as page)`,
    )
    .orderBy('delivery.id', 'desc')
    .execute();
  return rows.map(toDelivery);
}

/** The delivery of an id; undefined when there is none. */
export async function findDelivery(session: Session, id: string): Promise<WebhookDelivery | undefined> {
  const row = await deliveries(session).where('delivery.id', '=', id).executeTakeFirst();
  return row && toDelivery(row);
}

/** The events, of these, that are pending at an endpoint, by their ids in the log. */
export async function pendingEvents(
  session: Session,
  endpointId: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sqlOf(session)
    .selectFrom('webhook_delivery')
    .select('eventId')
    .where('endpointId', '=', endpointId)
    .where('status', '=', 'PENDING')
    .where(sql<boolean>`event_id = any(${[...eventIds]}::bigint[])`)
    .execute();
  return new Set(rows.map((row) => String(row.eventId)));
}
