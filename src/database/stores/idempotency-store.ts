import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';

/** A mutation that came with a key: signatures of the key with whose it is, and of what was sent. */
export interface Keyed {
  readonly id: string;
  readonly input: string;
}

/** One attempt to do it: only the newest of a key may commit anything. */
export interface Attempt extends Keyed {
  /** A UUID of its own. */
  readonly attempt: string;
}

/** What became of the wish to begin an attempt. `progress` and `answer` are sealed. */
export type Beginning =
  /** It is ours to do; `progress` is what an earlier attempt got to. */
  | { readonly kind: 'Begun'; readonly progress: Uint8Array | null }
  | { readonly kind: 'Answered'; readonly answer: Uint8Array }
  /** The key came with another input before. */
  | { readonly kind: 'OtherInput' }
  /** Another attempt is at it. */
  | { readonly kind: 'InFlight' };

/** How long an answer is kept, as the database counts. */
const KEPT = sql.raw(`interval '24 hours'`);
/** After that, an attempt's server is taken for dead. */
const LONGEST_ATTEMPT = sql.raw(`interval '30 seconds'`);

/** Begins an attempt, unless there is an answer or somebody is at it, by one atomic statement. By the database's clock: servers' clocks differ. */
export async function beginAttempt(session: Session, { id, input, attempt }: Attempt): Promise<Beginning> {
  const { rows } = await sql<{ begun: boolean; input: string; progress: Uint8Array | null; answer: Uint8Array | null }>`
    with begun as (
      insert into idempotency_key as kept (id, input, attempt) values (${id}, ${input}, ${attempt})
      on conflict (id) do update set
        input = excluded.input,
        attempt = excluded.attempt,
        began_at = excluded.began_at,
        progress = case when kept.began_at > excluded.began_at - ${KEPT} then kept.progress end,
        answer = null
      where kept.began_at <= excluded.began_at - ${KEPT}
        or (kept.input = excluded.input and kept.answer is null
          and (kept.attempt is null or kept.began_at <= excluded.began_at - ${LONGEST_ATTEMPT}))
      returning input, progress
    )
    select true as begun, input, progress, null::bytea as answer from begun
    union all
    select false, input, null, answer from idempotency_key
    where id = ${id} and began_at > now() - ${KEPT} and not exists (select from begun)
  `.execute(sqlOf(session));
  const [row] = rows;
  // No row: another attempt began after this statement had looked, and before it could.
  if (row === undefined) return { kind: 'InFlight' };
  if (row.begun) return { kind: 'Begun', progress: row.progress };
  if (row.input !== input) return { kind: 'OtherInput' };
  return row.answer === null ? { kind: 'InFlight' } : { kind: 'Answered', answer: row.answer };
}

/** Keeps what an attempt's steps gave, in the transaction of the last one. False when the attempt is no longer the one that may: then that transaction must not commit. */
export async function keepProgress(session: Session, { id, attempt }: Attempt, progress: Uint8Array): Promise<boolean> {
  const { rows } = await sql`
    update idempotency_key set progress = ${progress} where id = ${id} and attempt = ${attempt} and answer is null
    returning id
  `.execute(sqlOf(session));
  return rows.length === 1;
}

/** Keeps an attempt's answer and whom it tells of, in the transaction of what it tells. False when the attempt is no longer the one that may: then that transaction must not commit. */
export async function keepAnswer(
  session: Session,
  { id, attempt }: Attempt,
  answer: Uint8Array,
  memberIds: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    update idempotency_key set answer = ${answer}, member_ids = ${[...memberIds]}::uuid[] where id = ${id} and attempt = ${attempt} and answer is null
    returning id
  `.execute(sqlOf(session));
  return rows.length === 1;
}

/** Lets the next attempt begin at once after one that failed. What its steps gave stays; without that, the key is as new. Does nothing when it has an answer after all. */
export async function endAttempt(session: Session, { id, attempt }: Attempt): Promise<void> {
  const freed = sql`update idempotency_key set attempt = null
    where id = ${id} and attempt = ${attempt} and answer is null and progress is not null`;
  const forgotten = sql`delete from idempotency_key
    where id = ${id} and attempt = ${attempt} and answer is null and progress is null`;
  for (const statement of [freed, forgotten]) await statement.execute(sqlOf(session));
}

/** Deletes keys that no longer count, at most so many, and says how many. To be called now and then, so that the table stays small. */
export async function deleteOldIdempotencyKeys(session: Session, most: number): Promise<number> {
  const { rows } = await sql`
    delete from idempotency_key where id in (
      select id from idempotency_key where began_at <= now() - ${KEPT} limit ${most}
    ) returning id
  `.execute(sqlOf(session));
  return rows.length;
}
