import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';

/**
 * Deletes deliveries with their attempts that were made before an instant, and the messages that no delivery is left of:
 * at most so many at a time. What is pending stays, unless its endpoint has been disabled since before that instant. Gives
 * how many deliveries went; ask again until it is less. A message can be replayed all the same: it is written again, the same.
 */
export async function deleteOldDeliveries(session: Session, before: Date, most: number): Promise<number> {
  const { rows } = await sql<{ message: string }>`
    delete from webhook_delivery where id in (
      select delivery.id from webhook_delivery delivery join webhook_endpoint endpoint on endpoint.id = delivery.endpoint_id
      where delivery.created_at < ${before.toISOString()}::timestamptz
        and (delivery.status <> 'PENDING' or endpoint.disabled_at < ${before.toISOString()}::timestamptz)
      limit ${most})
    returning message_id as message
  `.execute(sqlOf(session));
  await sql`
    delete from webhook_message message where id = any(${[...new Set(rows.map((row) => row.message))]}::text[])
      and not exists (select from webhook_delivery where message_id = message.id)
  `.execute(sqlOf(session));
  return rows.length;
}
