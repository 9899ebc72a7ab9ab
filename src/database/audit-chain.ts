import { sql } from 'kysely';
import { sqlOf, type Database } from './database.ts';

/** What a link's hash says of an entry `e`, beside the hash before it: all that the entry says, and its place in the order of commits. */
export const entryContent = `jsonb_build_array(e.id, e.epoch, e.xid::text, e.at at time zone 'UTC', e.act, e.actor_id, e.actor_role,
  e.actor_subject, e.member_id, e.verification_id, e.reason, encode(e.reason_sealed, 'hex'))::text`;

/** Where an entry `e` stands in the order of commits; entries from before the chain come first, in the order of their ids. */
export const entryPlace = `coalesce(e.epoch, 0), coalesce(e.xid, '0'::xid8), e.id`;

/** What the first link is chained to: 32 bytes of zero. */
export const GENESIS = Buffer.alloc(32);

/** The most links that are added at once. */
const BATCH = 500;
/** How long to wait when nothing is to be chained, in milliseconds. */
const EVERY = 1000;

/**
 * Chains the entries of the audit trail that were committed since, up to 500, in the order of their commits; returns how many.
 * One statement, and nobody waits for it: what an act tells is never held up by the chain. Several servers may do it at once,
 * since all come to the same links.
 */
export async function extendAuditChain(database: Pick<Database, 'session'>): Promise<number> {
  const { rows } = await sql`
    with recursive head as (
      (select position, epoch, xid, entry_id as id, hash from audit_link order by position desc limit 1)
      union all
      select 0, -1, '0'::xid8, '00000000-0000-0000-0000-000000000000'::uuid, ${GENESIS}::bytea
      where not exists (select from audit_link)
    ), fresh as (
      select row_number() over (order by ${sql.raw(entryPlace)}) as nth, coalesce(e.epoch, 0) as epoch,
        coalesce(e.xid, '0'::xid8) as xid, e.id, ${sql.raw(entryContent)} as content
      from audit_entry e, head
      where (${sql.raw(entryPlace)}) > (head.epoch, head.xid, head.id)
        and (coalesce(e.epoch, 0) < current_log_epoch() or e.xid < pg_snapshot_xmin(pg_current_snapshot()))
        and exists (select from sealing where done_at is not null)
      order by ${sql.raw(entryPlace)} limit ${BATCH}
    ), link as (
      select position, id, epoch, xid, hash, 0::bigint as nth from head
      union all
      select link.position + 1, fresh.id, fresh.epoch, fresh.xid,
        sha256(link.hash || convert_to(fresh.content, 'UTF8')), fresh.nth
      from link join fresh on fresh.nth = link.nth + 1
    )
    insert into audit_link (position, entry_id, epoch, xid, hash)
    select position, id, epoch, xid, hash from link where nth > 0
    on conflict do nothing
    returning position
  `.execute(sqlOf(database.session()));
  return rows.length;
}

/** Keeps the chain up with the trail, about a second behind, until it is stopped. */
export function keepAuditChain(
  database: Pick<Database, 'session'>,
  onWarning: (message: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const work = async () => {
    const added = await extendAuditChain(database).catch(() => {
      if (!stopped) onWarning('the audit trail could not be chained; trying again');
      return 0;
    });
    if (!stopped) timer = setTimeout(start, added === BATCH ? 0 : EVERY);
  };
  const start = () => {
    working = work();
  };
  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
