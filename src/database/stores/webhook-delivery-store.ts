import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { webhookTypeOf, type WebhookEvent, type WebhookEventType } from '../../domain/webhook.ts';
import { sqlOf, type Session } from '../database.ts';
import { addJob } from '../job-queue.ts';
import { toCursor } from '../log-position.ts';
import { keepWebhookMessages } from './webhook-message-store.ts';

/** The job that sends a delivery. */
export const DELIVER_WEBHOOK = 'deliver_webhook';

/** Which delivery is to be sent, and how often it was sent before: an order for a time that has passed is void. */
export interface DeliveryOrder {
  readonly delivery: string;
  readonly attempt: number;
}

/** A delivery that is yet to be made; the nulls are a test's. */
export interface NewDelivery {
  readonly endpointId: string;
  readonly messageId: string;
  readonly eventId: string | null;
  readonly memberId: string | null;
  readonly nextAttemptAt: Date;
}

/** Orders a delivery to be sent, in the session's transaction; an earlier order of it that has not run yet is replaced. */
export async function orderDelivery(session: Session, order: DeliveryOrder, runAt?: Date): Promise<void> {
  const key = `webhook:${order.delivery}`;
  await addJob(session, DELIVER_WEBHOOK, { ...order }, { key, ...(runAt === undefined ? {} : { runAt }) });
}

/** Adds deliveries, in the order in which they are given, and gives their ids. They are not ordered to be sent. */
export async function insertDeliveries(session: Session, deliveries: readonly NewDelivery[]): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const rows = deliveries.map((delivery) => ({ id: newId(), status: 'PENDING' as const, ...delivery }));
  await sqlOf(session)
    .insertInto('webhook_delivery')
    .values(rows.map((row) => ({ ...row, attempts: 0, tries: 0, createdAt: sql<Date>`now()` })))
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Adds what the endpoints are to be told of the events that the session's transaction has written, and orders it to be
 * sent: exactly as durable as the events. One statement while no endpoint wants them.
 */
export async function addWebhookDeliveries(
  session: Session,
  written: readonly Parameters<typeof webhookTypeOf>[0][],
): Promise<void> {
  const types = written.flatMap((event) => webhookTypeOf(event) ?? []);
  if (types.length === 0 || !(await isWanted(session, types))) return;
  const wanted = await wantedEvents(session);
  const events = new Map(
    wanted.flatMap((row): [string, WebhookEvent][] => {
      const type = webhookTypeOf(row);
      if (type === undefined) return [];
      const cursor = toCursor({ epoch: row.epoch, xid: BigInt(row.xidText), id: BigInt(row.id) });
      return [[row.id, { ...row, eventId: row.id, type, cursor }]];
    }),
  );
  const messages = await keepWebhookMessages(session, [...events.values()]);
  const deliveries = wanted.map(({ id, at, memberId, endpointId }) => ({
    endpointId,
    messageId: messages.get(id) ?? '',
    eventId: id,
    memberId,
    nextAttemptAt: at,
  }));
  for (const delivery of await insertDeliveries(session, deliveries)) {
    await orderDelivery(session, { delivery, attempt: 0 });
  }
}

async function isWanted(session: Session, types: readonly WebhookEventType[]): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`
    select exists (select from webhook_endpoint where disabled_at is null and event_types && ${[...types]}::text[]) as wanted
  `.execute(sqlOf(session));
  return rows[0]?.wanted === true;
}

/** The transaction's events that have no message yet, once for each endpoint that wants them. The endpoints can't be removed until it ends. */
async function wantedEvents(session: Session) {
  return sqlOf(session)
    .selectFrom('event')
    .innerJoin('webhook_endpoint', (join) =>
      join.on('webhook_endpoint.disabledAt', 'is', null).on(
        sql<boolean>`webhook_endpoint.event_types @> array[
          case event.type when 'REVIEW_QUEUE_CHANGED' then 'VERIFICATION_' || event.queue_change else event.type end]`,
      ),
    )
    .select(['event.id', 'event.type', 'event.queueChange', 'event.at', 'event.memberId', 'event.verificationId'])
    .select(['event.membershipChangeId', 'event.epoch', 'webhook_endpoint.id as endpointId'])
    .select(sql<string>`event.xid::text`.as('xidText'))
    .where(sql<boolean>`event.xid = pg_current_xact_id()`)
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom('webhook_message').select('id').whereRef('webhook_message.eventId', '=', 'event.id'),
        ),
      ),
    )
    .orderBy('event.id')
    .orderBy('webhook_endpoint.id')
    .forKeyShare('webhook_endpoint')
    .execute();
}
