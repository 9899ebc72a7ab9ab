import { sql } from 'kysely';
import type { EventType } from '../domain/event.ts';
import type { QueueChange } from '../domain/queue.ts';
import { sqlOf, type Session } from './database.ts';
import type { LogPosition } from './log-position.ts';
import { addWebhookDeliveries } from './stores/webhook-delivery-store.ts';

/** Something that happened, to be kept. */
export interface NewEvent {
  readonly type: EventType;
  readonly at: Date;
  readonly memberId: string;
  readonly verificationId?: string;
  readonly membershipChangeId?: string;
  readonly materialId?: string;
  readonly queueChange?: QueueChange;
}

/** Something that happened, and its place. */
export interface LoggedEvent {
  readonly position: LogPosition;
  readonly type: EventType;
  readonly at: Date;
  readonly memberId: string;
  readonly verificationId: string | null;
  readonly membershipChangeId: string | null;
  readonly materialId: string | null;
  readonly queueChange: QueueChange | null;
}

/** What to keep of the log. All that is given must hold. */
export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly memberId?: string;
}

/** Whether an event is one that the filter keeps. */
export function isWanted({ type, memberId }: LoggedEvent, filter: EventFilter): boolean {
  return (
    (filter.types === undefined || filter.types.includes(type)) &&
    (filter.memberId === undefined || filter.memberId === memberId)
  );
}

/** Adds events, and the webhooks that tell them, in the transaction of what they tell; commits, or vanishes, with it. */
export async function appendEvents(session: Session, events: readonly NewEvent[]): Promise<void> {
  for (const event of events) {
    await sql`
      insert into event (type, at, member_id, verification_id, membership_change_id, material_id, queue_change)
      values (${event.type}, ${event.at.toISOString()}, ${event.memberId}, ${event.verificationId ?? null},
        ${event.membershipChangeId ?? null}, ${event.materialId ?? null}, ${event.queueChange ?? null})
    `.execute(sqlOf(session));
  }
  await addWebhookDeliveries(session, events);
}

/** What no running transaction can still come before: whatever an earlier cluster wrote, and what is older than every transaction now. */
const isSettled = sql<boolean>`(epoch < current_log_epoch() or xid < pg_snapshot_xmin(pg_current_snapshot()))`;

/**
 * The events after a place, in order, at most `most`. Only what no running transaction can still come before is read,
 * so a follower that goes on from the last one never skips an event that commits late.
 */
export async function eventsAfter(
  session: Session,
  after: LogPosition,
  filter: EventFilter,
  most: number,
): Promise<LoggedEvent[]> {
  let query = sqlOf(session)
    .selectFrom('event')
    .select(['id', 'epoch', sql<string>`xid::text`.as('xidText'), 'type', 'at', 'memberId'])
    .select(['verificationId', 'membershipChangeId', 'materialId', 'queueChange'])
    .where(isSettled)
    .where(
      sql<boolean>`(epoch, xid, id) > (${after.epoch}::int, ${String(after.xid)}::xid8, ${String(after.id)}::bigint)`,
    )
    .orderBy('epoch')
    .orderBy('xid')
    .orderBy('id')
    .limit(most);
  if (filter.types !== undefined) query = query.where('type', 'in', [...filter.types]);
  if (filter.memberId !== undefined) query = query.where('memberId', '=', filter.memberId);
  const rows = await query.execute();
  return rows.map((row) => ({
    position: { epoch: row.epoch, xid: BigInt(row.xidText), id: BigInt(row.id) },
    type: row.type,
    at: row.at,
    memberId: row.memberId,
    verificationId: row.verificationId ?? null,
    membershipChangeId: row.membershipChangeId ?? null,
    materialId: row.materialId ?? null,
    queueChange: row.queueChange ?? null,
  }));
}

/** The place after everything that can be read now, and whether something is committed that can't be read yet. */
export async function logHead(session: Session): Promise<{ position: LogPosition; more: boolean }> {
  const { rows } = await sql<{ epoch: number; xmin: string; more: boolean }>`
    select current_log_epoch() as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
      exists (
        select 1 from event
        where epoch = current_log_epoch() and xid >= pg_snapshot_xmin(pg_current_snapshot())
      ) as more
  `.execute(sqlOf(session));
  const [row] = rows;
  if (row === undefined) throw new Error('the database gave no snapshot');
  return { position: { epoch: row.epoch, xid: BigInt(row.xmin), id: -1n }, more: row.more };
}
