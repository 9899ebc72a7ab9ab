import { sql } from 'kysely';
import type { DeletionCause, MaterialKind } from '../../domain/material.ts';
import { sqlOf, type Session } from '../database.ts';
import { referencedStorageKeys } from './material-store.ts';

/**
 * Deletes what is kept of these materials beside their records: their pages, and what was read in them. The records stay and
 * say when and why. Returns the storage keys to which nothing refers any more, so that those bytes can go as well, once this is
 * committed. What else is kept of a material belongs in here.
 */
export async function deleteMaterialContents(
  session: Session,
  ids: readonly string[],
  cause: DeletionCause,
  at: Date,
): Promise<readonly string[]> {
  const wanted = sql`any(${[...ids]}::uuid[])`;
  const tables = sqlOf(session);
  const { rows: pages } = await sql<{ key: string }>`
    with gone as (delete from material_page where material_id = ${wanted} returning image_key, thumbnail_key)
    select distinct key from gone, unnest(array[image_key, thumbnail_key]) as key
  `.execute(tables);
  await sql`delete from material_text where material_id = ${wanted}`.execute(tables);
  await sql`delete from material_reading where material_id = ${wanted}`.execute(tables);
  if (cause === 'ERASED') await deletePrints(session, ids);
  const { rows: files } = await sql<{ key: string }>`
    update material set deleted_at = coalesce(deleted_at, ${at.toISOString()}), deleted_cause = ${cause}
    where id = ${wanted} returning storage_key as key
  `.execute(tables);
  const keys = [...pages, ...files].map((row) => row.key);
  const referenced = await referencedStorageKeys(session, keys);
  return keys.filter((key) => !referenced.has(key));
}

/** Deletes what other members' materials would be held against. It outlasts the files, but not their member. */
async function deletePrints(session: Session, ids: readonly string[]): Promise<void> {
  const wanted = sql`any(${[...ids]}::uuid[])`;
  const tables = sqlOf(session);
  await sql`delete from material_print where material_id = ${wanted}`.execute(tables);
  await sql`delete from material_resemblance where material_id = ${wanted} or other_id = ${wanted}`.execute(tables);
}

/** Materials of a kind whose verification was decided before an instant and whose files are still kept, up to `most`. */
export async function decidedMaterials(
  session: Session,
  kind: MaterialKind,
  before: Date,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from material m join decision d on d.verification_id = m.verification_id
    where m.kind = ${kind} and m.deleted_at is null and d.decided_at < ${before.toISOString()}
    order by m.id limit ${most} for no key update of m skip locked
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}

/** All of a member's materials whose files are still kept. */
export async function keptMaterialsOf(session: Session, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from material where member_id = ${memberId} and deleted_at is null
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}

/** All of a member's materials of which anything is still kept, be it only what others are compared with. */
export async function materialsToErase(session: Session, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from material where member_id = ${memberId} and deleted_cause is distinct from 'ERASED'
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}
