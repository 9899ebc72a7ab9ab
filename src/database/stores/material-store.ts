import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { notInspected } from '../../domain/inspection.ts';
import type { Material } from '../../domain/material.ts';
import { sqlOf, type Session } from '../database.ts';
import { MaterialEntity } from '../entities/material-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf } from '../member-keys.ts';
import { copyInspection } from './inspection-store.ts';

/** A file to be kept; its id is made here, and nobody has looked at it yet. */
export type NewMaterial = Omit<Material, 'id' | 'inspection' | 'deletedAt' | 'deletedCause'>;

/** Where a file's sealed name stands, to which it is bound. */
export function fileNamePlace(id: string): string {
  return `material.file_name ${id}`;
}

/** The materials of these verifications, oldest first. */
export async function materialsOf(session: Session, verificationIds: readonly string[]): Promise<Material[]> {
  const rows = await selectMaterials(session)
    .where('verificationId', 'in', [...verificationIds])
    .orderBy('id')
    .execute();
  return rows.map((row) => toMaterial(session, row));
}

/** The materials of these ids, in any order; unknown ids are left out. */
export async function findMaterials(session: Session, ids: readonly string[]): Promise<Material[]> {
  const rows = await selectMaterials(session)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => toMaterial(session, row));
}

/** Reads a material and holds it for the rest of the transaction; undefined when there is none. */
export async function lockMaterial(session: Session, id: string): Promise<Material | undefined> {
  const row = await selectMaterials(session).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toMaterial(session, row);
}

/** Keeps the record of a file. What was found in the material that it is kept from holds for it as well. */
export async function insertMaterial(session: Session, material: NewMaterial): Promise<Material> {
  const { id, fileName, ...rest } = { id: newId(), ...material };
  const { state, refusal, warnings, ...found } = notInspected;
  const inspection = { inspectionState: state, inspectionRefusal: refusal, inspectionWarnings: warnings, ...found };
  const seal = await sealFor(session, material.memberId);
  const name =
    seal === undefined ? { fileName } : { fileName: null, fileNameSealed: seal.seal(fileNamePlace(id), fileName) };
  session.create(MaterialEntity, { id, ...rest, ...name, ...inspection });
  await session.flush();
  if (material.keptFrom === null)
    return { id, ...material, inspection: notInspected, deletedAt: null, deletedCause: null };
  await copyInspection(session, material.keptFrom, id);
  const [kept] = await findMaterials(session, [id]);
  if (kept === undefined) throw new Error('a material that was just kept is missing');
  return kept;
}

/** Forgets the record of a file, with its pages and their text. Returns the storage keys to which nothing else refers, so that those bytes can go as well. */
export async function deleteMaterial(session: Session, material: Material): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from material_page, unnest(array[image_key, thumbnail_key]) as key
    where material_id = ${material.id}
  `.execute(sqlOf(session));
  await session.nativeDelete(MaterialEntity, { id: material.id });
  const keys = [material.storageKey, ...rows.map((row) => row.key)];
  const referenced = await referencedStorageKeys(session, keys);
  return keys.filter((key) => !referenced.has(key));
}

/** Which of the storage keys some record refers to: a material, or a page that was made of one. */
export async function referencedStorageKeys(session: Session, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...keys]}::text[]) as key
    where exists (select from material where storage_key = key and deleted_at is null)
      or exists (select from material_page where image_key = key)
      or exists (select from material_page where thumbnail_key = key)
  `.execute(sqlOf(session));
  return new Set(rows.map((row) => row.key));
}

function selectMaterials(session: Session) {
  return sqlOf(session).selectFrom('material').selectAll().select(wrappedKeyOf('material.member_id'));
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMaterials>['execute']>>[number];

function toMaterial(session: Session, row: Row): Material {
  const { inspectionState, inspectionRefusal, inspectionWarnings, pageCount, inspectedAt, ...named } = row;
  const { fileNameSealed, wrappedKey, deletedAt, deletedCause, ...material } = named;
  const seal = sealOf(session, row.memberId, wrappedKey);
  return {
    ...material,
    fileName: readField(seal, fileNamePlace(row.id), fileNameSealed, row.fileName) ?? '',
    deletedAt: deletedAt ?? null,
    deletedCause: deletedCause ?? null,
    keptFrom: material.keptFrom ?? null,
    inspection: {
      state: inspectionState,
      refusal: inspectionRefusal ?? null,
      warnings: inspectionWarnings,
      pageCount: pageCount ?? null,
      inspectedAt: inspectedAt ?? null,
    },
  };
}
