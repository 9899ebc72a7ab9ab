import { sql, type Updateable } from 'kysely';
import type { WebhookAttempt } from '../../domain/webhook.ts';
import { sqlOf, type Session } from '../database.ts';
import type { Tables } from '../entities/all-entities.ts';

/** What has been tried of a delivery so far. */
export interface DeliveryTries {
  /** How often it was sent, in all. */
  readonly attempts: number;
  /** How often since it was last started, and when for the first time since then. */
  readonly tries: number;
  readonly firstTriedAt: Date | null;
  /** Who sends it right now. */
  readonly lease: string | null;
}

/** Holds a delivery for the rest of the transaction, which holds its endpoint already. Undefined when there is none. */
export async function lockDelivery(session: Session, id: string): Promise<DeliveryTries | undefined> {
  const row = await sqlOf(session)
    .selectFrom('webhook_delivery')
    .select(['attempts', 'tries', 'firstTriedAt', 'lease'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, firstTriedAt: row.firstTriedAt ?? null, lease: row.lease ?? null };
}

/** Adds an attempt to a delivery, which the transaction holds. */
export async function insertAttempt(session: Session, deliveryId: string, attempt: WebhookAttempt): Promise<void> {
  const number = sql<number>`(select count(*) + 1 from webhook_attempt where delivery_id = ${deliveryId})`;
  await sqlOf(session)
    .insertInto('webhook_attempt')
    .values({ ...attempt, deliveryId, number })
    .execute();
}

/** Changes a delivery, which the transaction holds. */
export async function changeDelivery(
  session: Session,
  id: string,
  change: Omit<Updateable<Tables['webhook_delivery']>, 'id'>,
): Promise<void> {
  await sqlOf(session).updateTable('webhook_delivery').set(change).where('id', '=', id).execute();
}

/** A delivery as if it had not been tried yet: due at once, with all its tries before it. */
export function startedAt(at: Date) {
  return { status: 'PENDING', tries: 0, firstTriedAt: null, nextAttemptAt: at } as const;
}

/** Starts everything that is pending at an endpoint anew, but what is being sent right now. */
export async function restartPending(session: Session, endpointId: string, at: Date): Promise<void> {
  await sqlOf(session)
    .updateTable('webhook_delivery')
    .set(startedAt(at))
    .where('endpointId', '=', endpointId)
    .where('status', '=', 'PENDING')
    .where(sql<boolean>`(lease is null or leased_until <= clock_timestamp())`)
    .execute();
}
