import { sql } from 'kysely';
import { rewrapDataKey } from '../sealing/data-key.ts';
import { unwrapKey, wrapKey } from '../sealing/key-ring.ts';
import { sqlOf, type Session } from './database.ts';
import { keyRingOf } from './key-rings.ts';

/** How many members' keys are rewrapped in one statement's time. */
const BATCH = 500;

/** Wraps up to 500 members' keys anew that are not wrapped under the current master key; returns how many. A key that is destroyed meanwhile stays so. */
export async function rewrapMemberKeys(session: Session): Promise<number> {
  const ring = keyRingOf(session);
  const { rows } = await sql<{ holder: string; wrapped: Uint8Array }>`
    select holder, wrapped from member_key where substring(wrapped from 1 for 8) <> ${ring.current.id} limit ${BATCH}
  `.execute(sqlOf(session));
  for (const { holder, wrapped } of rows) {
    await sql`
      update member_key set wrapped = ${rewrapDataKey(ring, wrapped, holder)}
      where holder = ${holder} and wrapped = ${wrapped}
    `.execute(sqlOf(session));
  }
  return rows.length;
}

/** Wraps the servers' own secrets anew; returns how many. */
export async function rewrapServerSecrets(session: Session): Promise<number> {
  const ring = keyRingOf(session);
  const { rows } = await sql<{ name: string; wrapped: Uint8Array }>`
    select name, wrapped from server_secret where substring(wrapped from 1 for 8) <> ${ring.current.id}
  `.execute(sqlOf(session));
  for (const { name, wrapped } of rows) {
    const anew = wrapKey(ring, unwrapKey(ring, wrapped, name), name);
    await sql`update server_secret set wrapped = ${anew} where name = ${name}`.execute(sqlOf(session));
  }
  return rows.length;
}

/** How many keys are wrapped, and how many of them not under the current master key. */
export async function countWrapped(session: Session): Promise<{ readonly keys: number; readonly underOthers: number }> {
  const { rows } = await sql<{ keys: number; others: number }>`
    with wrapped as (select wrapped from member_key union all select wrapped from server_secret)
    select count(*)::int as keys,
      (count(*) filter (where substring(wrapped from 1 for 8) <> ${keyRingOf(session).current.id}))::int as others
    from wrapped
  `.execute(sqlOf(session));
  return { keys: rows[0]?.keys ?? 0, underOthers: rows[0]?.others ?? 0 };
}

/** A value that the server sealed, and what to put in its place. */
export interface ServerSealed {
  readonly table: 'webhook_endpoint' | 'idempotency_key' | 'verification';
  readonly column: 'secret_sealed' | 'previous_secret_sealed' | 'progress' | 'answer' | 'tax_number_sealed';
  readonly id: string;
  readonly sealed: Uint8Array;
  /** Of an idempotency key. */
  readonly input: string;
}

/** Where the servers' own seals stand. */
const serverColumns = [
  ['webhook_endpoint', 'secret_sealed'],
  ['webhook_endpoint', 'previous_secret_sealed'],
  ['idempotency_key', 'progress'],
  ['idempotency_key', 'answer'],
  ['verification', 'tax_number_sealed'],
] as const;

/** All that servers sealed with the master key itself and that belongs to no member's key, 500 at a time. */
export async function* serverSealed(session: Session): AsyncGenerator<readonly ServerSealed[]> {
  for (const [table, column] of serverColumns) {
    const input = table === 'idempotency_key' ? sql`input` : sql`''`;
    for (let after = ''; ;) {
      const { rows } = await sql<{ id: string; sealed: Uint8Array; input: string }>`
        select id::text as id, ${sql.ref(column)} as sealed, ${input} as input from ${sql.table(table)}
        where ${sql.ref(column)} is not null and id::text > ${after} order by id::text limit ${BATCH}
      `.execute(sqlOf(session));
      yield rows.map((row) => ({ table, column, ...row }));
      after = rows.at(-1)?.id ?? '';
      if (rows.length < BATCH) break;
    }
  }
}

/** Puts a value that was sealed anew in the place of the one that it was made of, unless that has changed meanwhile. */
export async function replaceSealed(
  session: Session,
  { table, column, id, sealed }: ServerSealed,
  anew: Uint8Array,
): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${anew}
    where id::text = ${id} and ${sql.ref(column)} = ${sealed}
  `.execute(sqlOf(session));
}
