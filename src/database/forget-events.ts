import { sql, type RawBuilder } from 'kysely';
import { memberEventTypes } from '../domain/event.ts';
import { sqlOf, type Session } from './database.ts';
import type { LogPosition } from './log-position.ts';

/**
 * Forgets events from before an instant, at most `most` at once, and keeps how far the log is gone, and for each member what it is told of. Call it in a
 * transaction of its own until it returns less than `most`. Returns how many went.
 */
export async function forgetEvents(session: Session, before: Date, most: number): Promise<number> {
  await sql`select set_config('bonafide.forgets_old_events', 'on', true)`.execute(sqlOf(session));
  const { rows } = await sql<{ count: string }>`
    with gone as (
      delete from event where id in (
        select id from event
        where at < ${before.toISOString()}
          and (epoch < current_log_epoch() or xid < pg_snapshot_xmin(pg_current_snapshot()))
        limit ${most}
      )
      returning member_id, type, epoch, xid, id
    ), newest as (
      select distinct on (member_id) member_id, epoch, xid, id from gone
      where type in (${sql.join(memberEventTypes)})
      order by member_id, epoch desc, xid desc, id desc
    ), kept as (
      insert into forgotten_event as known (member_id, epoch, xid, id) select * from newest
      on conflict (member_id) do update set epoch = excluded.epoch, xid = excluded.xid, id = excluded.id
      where (excluded.epoch, excluded.xid, excluded.id) > (known.epoch, known.xid, known.id)
    ), kept_in_all as (
      insert into forgotten_log as known (epoch, xid, id)
      select epoch, xid, id from gone order by epoch desc, xid desc, id desc limit 1
      on conflict (is_one) do update set epoch = excluded.epoch, xid = excluded.xid, id = excluded.id
      where (excluded.epoch, excluded.xid, excluded.id) > (known.epoch, known.xid, known.id)
    )
    select count(*) as count from gone
  `.execute(sqlOf(session));
  return Number(rows[0]?.count ?? 0);
}

/** The newest event that a member was told of and that is no longer kept; undefined when all are. */
export async function lastForgotten(session: Session, memberId: string): Promise<LogPosition | undefined> {
  return readPosition(session, sql`forgotten_event where member_id = ${memberId}`);
}

/** The newest event that is no longer kept, whomever it was about; undefined when all are. */
export async function lastForgottenOfAll(session: Session): Promise<LogPosition | undefined> {
  return readPosition(session, sql`forgotten_log`);
}

async function readPosition(session: Session, from: RawBuilder<unknown>): Promise<LogPosition | undefined> {
  const { rows } = await sql<{ epoch: number; xid: string; id: string }>`
    select epoch, xid::text as xid, id::text as id from ${from}
  `.execute(sqlOf(session));
  const [row] = rows;
  return row && { epoch: row.epoch, xid: BigInt(row.xid), id: BigInt(row.id) };
}
