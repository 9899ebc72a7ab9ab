import { sql } from 'kysely';
import type { ResemblanceKind } from '../../domain/resemblance/resemblance.ts';
import type { Print } from '../../domain/resemblance/similarity.ts';
import { sqlOf, type Session } from '../database.ts';

/** A material that may resemble another one. */
export interface LookAlike extends Print {
  readonly materialId: string;
}

/** That two materials resemble each other, seen from one of them. */
export interface ResemblanceRow {
  readonly materialId: string;
  readonly otherId: string;
  readonly kind: ResemblanceKind;
  readonly similarity: number;
}

/** Of more look-alikes those are taken that share the most keys. */
const MOST_LOOK_ALIKES = 50;
/** A key that so many share says little: the rest are not even counted. */
const MOST_CANDIDATES = 2000;
/** Most resemblances that are shown of one material. */
const MOST_SHOWN = 20;

/**
 * Lets one material after the other be compared, for the rest of the transaction: two that are read at once would not see each
 * other otherwise.
 */
export async function compareAlone(session: Session): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('compare materials'))`.execute(sqlOf(session));
}

/** Keeps what a material is compared by, in place of what it was before. */
export async function keepPrint(
  session: Session,
  material: { readonly id: string; readonly memberId: string },
  print: Print,
  keys: readonly bigint[],
): Promise<void> {
  const look = print.look === null ? null : String(BigInt.asIntN(64, print.look));
  await sql`
    insert into material_print (material_id, member_id, look, tokens, figures, keys)
    values (${material.id}, ${material.memberId}, ${look}::bigint, ${texts(print.tokens)}::bigint[],
      ${texts(print.figures)}::bigint[], ${texts(keys)}::bigint[])
    on conflict (material_id) do update set look = excluded.look, tokens = excluded.tokens, figures = excluded.figures,
      keys = excluded.keys
  `.execute(sqlOf(session));
}

/** Other members' materials that share a key with one, those first that share the most. Of a file that was kept for a later run, the newest material stands for all. */
export async function lookAlikesOf(session: Session, memberId: string, keys: readonly bigint[]): Promise<LookAlike[]> {
  const { rows } = await sql<{ material_id: string; look: string | null; tokens: string[]; figures: string[] }>`
    with candidate as (
      select material_id, look, tokens, figures, keys from material_print
      where keys && ${texts(keys)}::bigint[] and member_id <> ${memberId} limit ${MOST_CANDIDATES}
    ), newest as (
      select distinct on (material.storage_key) candidate.* from candidate join material on material.id = material_id
      order by material.storage_key, material.id desc
    )
    select material_id, look, tokens, figures from newest
    order by cardinality(array(select unnest(keys) intersect select unnest(${texts(keys)}::bigint[]))) desc, material_id
    limit ${MOST_LOOK_ALIKES}
  `.execute(sqlOf(session));
  return rows.map((row) => ({
    materialId: row.material_id,
    look: row.look === null ? null : BigInt.asUintN(64, BigInt(row.look)),
    tokens: row.tokens.map(BigInt),
    figures: row.figures.map(BigInt),
  }));
}

/** Other members' materials with the very same bytes; of a file that was kept for a later run, the newest. */
export async function exactCopiesOf(session: Session, memberId: string, sha256: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select distinct on (storage_key) id from material where sha256 = ${sha256} and member_id <> ${memberId}
        and deleted_cause is distinct from 'ERASED'
      order by storage_key, id desc
    ) newest order by id desc limit ${MOST_SHOWN}
  `.execute(sqlOf(session));
  return rows.map(({ id }) => id);
}

/** Keeps what a material resembles, in place of what it did before. */
export async function keepResemblances(
  session: Session,
  materialId: string,
  found: readonly Omit<ResemblanceRow, 'materialId'>[],
): Promise<void> {
  await sql`
    delete from material_resemblance where material_id = ${materialId} or other_id = ${materialId}
  `.execute(sqlOf(session));
  if (found.length === 0) return;
  await sql`
    insert into material_resemblance (material_id, other_id, kind, similarity)
    select least(${materialId}::uuid, other), greatest(${materialId}::uuid, other), kind, similarity
    from unnest(${found.map(({ otherId }) => otherId)}::uuid[], ${found.map(({ kind }) => kind)}::text[],
      ${found.map(({ similarity }) => similarity)}::real[]) as seen (other, kind, similarity)
  `.execute(sqlOf(session));
}

/** What these materials resemble, the most similar first, at most twenty of each. One statement. */
export async function resemblancesOf(session: Session, materialIds: readonly string[]): Promise<ResemblanceRow[]> {
  const { rows } = await sql<{ id: string; other: string; kind: ResemblanceKind; similarity: number }>`
    select id, seen.* from unnest(${[...materialIds]}::uuid[]) as id, lateral (
      select other, kind, similarity from (
        select other_id as other, kind, similarity from material_resemblance where material_id = id
        union all select material_id, kind, similarity from material_resemblance where other_id = id
      ) both_ways order by kind desc, similarity desc, other limit ${MOST_SHOWN}
    ) seen
  `.execute(sqlOf(session));
  return rows.map(({ id, other, kind, similarity }) => ({ materialId: id, otherId: other, kind, similarity }));
}

function texts(numbers: readonly bigint[]): string[] {
  return numbers.map(String);
}
