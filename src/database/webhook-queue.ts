import { sql } from 'kysely';
import { v4 as newLease } from 'uuid';
import type { WebhookEndpoint } from '../domain/webhook.ts';
import { sqlOf, type Session } from './database.ts';
import { orderDelivery, type DeliveryOrder } from './stores/webhook-delivery-store.ts';

/** A delivery that is being sent, by whoever holds its lease. */
export interface LeasedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly lease: string;
  readonly messageId: string;
  readonly body: string;
}

/** Whether a delivery may be sent now: yes; not before what may still come ahead of it is known; or not, and somebody else will see to it. */
export type LeaseOutcome =
  | { readonly kind: 'Leased'; readonly delivery: LeasedDelivery }
  | { readonly kind: 'Unsettled' }
  | { readonly kind: 'NotNow' };

/** How many deliveries of one endpoint are sent at once, so that a slow one leaves room for others; fewer while it fails. */
const SLOTS = 4;
const SLOTS_WHILE_FAILING = 1;

/** How long a lease lasts, in seconds: well beyond the time that sending can take. */
const LEASE = 60;

// The database's clock: a lease is between servers. Whatever it says, no transaction runs for longer than a minute.
const isFree = sql<boolean>`(delivery.lease is null or delivery.leased_until <= clock_timestamp())`;
const isSettled = sql<boolean>`(event.epoch < current_log_epoch() or event.xid < pg_snapshot_xmin(pg_current_snapshot())
  or delivery.created_at < clock_timestamp() - interval '1 minute')`;

/** Nothing of the same member is pending before it in the order of the log, and none is being sent. */
const isNextInLine = sql<boolean>`(delivery.member_id is null or not exists (
  select from webhook_delivery other join event earlier on earlier.id = other.event_id
  where other.endpoint_id = delivery.endpoint_id and other.member_id = delivery.member_id
    and other.status = 'PENDING' and other.id <> delivery.id
    and ((earlier.epoch, earlier.xid, earlier.id) < (event.epoch, event.xid, event.id) or other.leased_until > clock_timestamp())))`;

function pendingOf(session: Session, endpoint: WebhookEndpoint) {
  return sqlOf(session)
    .selectFrom('webhook_delivery as delivery')
    .leftJoin('event', 'event.id', 'delivery.eventId')
    .where('delivery.endpointId', '=', endpoint.id)
    .where('delivery.status', '=', 'PENDING')
    .where(isFree)
    .where(endpoint.ordered ? isNextInLine : sql<boolean>`true`);
}

async function freeSlots(session: Session, endpoint: WebhookEndpoint): Promise<number> {
  const { taken } = await sqlOf(session)
    .selectFrom('webhook_delivery')
    .select((select) => select.fn.countAll<string>().as('taken'))
    .where('endpointId', '=', endpoint.id)
    .where('lease', 'is not', null)
    .where(sql<boolean>`leased_until > clock_timestamp()`)
    .executeTakeFirstOrThrow();
  const slots = endpoint.failingSince === null ? SLOTS : SLOTS_WHILE_FAILING;
  return Math.max(slots - Number(taken), 0);
}

/** The endpoint of a delivery; undefined when there is no such delivery. */
export async function endpointOfDelivery(session: Session, id: string): Promise<string | undefined> {
  const row = await sqlOf(session)
    .selectFrom('webhook_delivery')
    .select('endpointId')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.endpointId;
}

/**
 * Takes a delivery of an endpoint, which the transaction holds, to send it: nobody else does meanwhile, and on an ordered
 * endpoint nothing else of its member. A lease whose holder died runs out.
 */
export async function leaseDelivery(
  session: Session,
  endpoint: WebhookEndpoint,
  order: DeliveryOrder,
): Promise<LeaseOutcome> {
  if (endpoint.disabled !== null) return { kind: 'NotNow' };
  const found = await pendingOf(session, endpoint)
    .innerJoin('webhook_message', 'webhook_message.id', 'delivery.messageId')
    .select(['delivery.id', 'delivery.endpointId', 'delivery.messageId', 'webhook_message.body'])
    .select(
      endpoint.ordered
        ? sql<boolean>`(event.id is null or ${isSettled})`.as('settled')
        : sql<boolean>`true`.as('settled'),
    )
    .where('delivery.id', '=', order.delivery)
    .where('delivery.attempts', '=', order.attempt)
    .executeTakeFirst();
  if (found === undefined) return { kind: 'NotNow' };
  const { settled, ...delivery } = found;
  if (!settled) return { kind: 'Unsettled' };
  if ((await freeSlots(session, endpoint)) === 0) return { kind: 'NotNow' };
  const lease = newLease();
  await sqlOf(session)
    .updateTable('webhook_delivery')
    .set({ lease, leasedUntil: sql<Date>`clock_timestamp() + make_interval(secs => ${LEASE})` })
    .where('id', '=', delivery.id)
    .execute();
  return { kind: 'Leased', delivery: { ...delivery, lease } };
}

/** Gives a delivery back that was not sent after all, if its lease is still held. */
export async function releaseDelivery(session: Session, { id, lease }: LeasedDelivery): Promise<void> {
  await sqlOf(session)
    .updateTable('webhook_delivery')
    .set({ lease: null, leasedUntil: null })
    .where('id', '=', id)
    .where('lease', '=', lease)
    .execute();
}

/** Orders what is due at an endpoint, which the transaction holds, to be sent, as far as there are free slots; the oldest first. */
export async function wakeEndpoint(session: Session, endpoint: WebhookEndpoint, now: Date): Promise<void> {
  if (endpoint.disabled !== null) return;
  const free = await freeSlots(session, endpoint);
  if (free === 0) return;
  const due = await pendingOf(session, endpoint)
    .select(['delivery.id', 'delivery.attempts'])
    .where('delivery.nextAttemptAt', '<=', now)
    .orderBy('delivery.nextAttemptAt')
    .orderBy('delivery.id')
    .limit(free)
    .execute();
  for (const { id, attempts } of due) await orderDelivery(session, { delivery: id, attempt: attempts });
}

/** The enabled endpoints at which something has been due since `before` and is not being sent: somebody died, or was too busy. */
export async function stalledEndpoints(session: Session, before: Date): Promise<string[]> {
  const rows = await sqlOf(session)
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('disabledAt', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('webhook_delivery as delivery')
          .select('delivery.id')
          .whereRef('delivery.endpointId', '=', 'webhook_endpoint.id')
          .where('delivery.status', '=', 'PENDING')
          .where('delivery.nextAttemptAt', '<=', before)
          .where(isFree),
      ),
    )
    .execute();
  return rows.map((row) => row.id);
}
