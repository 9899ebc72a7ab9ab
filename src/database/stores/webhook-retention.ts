import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';

/** Most deliveries that are deleted at once, so that no statement runs for long. */
const MOST = 5000;

/**
 * Deletes deliveries with their attempts that were made before an instant, and the messages that no delivery is left of:
 * at most 5,000 at a time. What is pending stays, unless its endpoint has been disabled since before that instant. Gives
 * how many deliveries went; ask again until it is 0. A message can be replayed all the same: it is written again, the same.
 */
export async function deleteOldDeliveries(session: Session, before: Date): Promise<number> {
  const { rows } = await sql<{ message: string }>`
    delete from webhook_delivery where id in (
      select delivery.id from webhook_delivery delivery join webhook_endpoint endpoint on endpoint.id = delivery.endpoint_id
      where delivery.created_at < ${before.toISOString()}::timestamptz
        and (delivery.status <> 'PENDING' or endpoint.disabled_at < ${before.toISOString()}::timestamptz)
      limit ${MOST})
    returning message_id as message
  `.execute(sqlOf(session));
  await sql`
    delete from webhook_message message where id = any(${[...new Set(rows.map((row) => row.message))]}::text[])
      and not exists (select from webhook_delivery where message_id = message.id)
  `.execute(sqlOf(session));
  return rows.length;
}
