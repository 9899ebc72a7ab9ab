import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { Material } from '../../domain/material.ts';
import { sqlOf, type Session } from '../database.ts';
import { MaterialEntity } from '../entities/material-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf } from '../member-keys.ts';

/** A file to be kept; its id is made here. */
export type NewMaterial = Omit<Material, 'id' | 'deletion'>;

type Row = EntityDTO<InferEntity<typeof MaterialEntity>> & { readonly wrappedKey: Uint8Array | null };

function toMaterial(session: Session, row: Row): Material {
  const { fileNameSealed, deletedAt, deletedCause, wrappedKey, ...record } = row;
  const seal = sealOf(session, row.memberId, wrappedKey);
  return {
    ...record,
    fileName: readField(seal, fileNamePlace(row.id), fileNameSealed, row.fileName) ?? '',
    keptFrom: row.keptFrom ?? null,
    deletion: deletedAt && deletedCause ? { at: deletedAt, cause: deletedCause } : null,
  };
}

/** Where a file's sealed name stands, to which it is bound. */
export function fileNamePlace(id: string): string {
  return `material.file_name ${id}`;
}

function selectMaterials(session: Session) {
  return sqlOf(session).selectFrom('material').selectAll().select(wrappedKeyOf('material.member_id'));
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

/** Keeps the record of a file. */
export async function insertMaterial(session: Session, material: NewMaterial): Promise<Material> {
  const { id, fileName, ...kept } = { id: newId(), ...material };
  const seal = await sealFor(session, material.memberId);
  const name =
    seal === undefined ? { fileName } : { fileName: null, fileNameSealed: seal.seal(fileNamePlace(id), fileName) };
  session.create(MaterialEntity, { id, ...kept, ...name });
  await session.flush();
  return { id, fileName, ...kept, deletion: null };
}

/** Forgets the record of a file. Returns the storage key when nothing else refers to it, so that the bytes can go as well. */
export async function deleteMaterial(session: Session, material: Material): Promise<string | null> {
  await session.nativeDelete(MaterialEntity, { id: material.id });
  const others = await session.count(MaterialEntity, { storageKey: material.storageKey });
  return others === 0 ? material.storageKey : null;
}

/** Which of the storage keys some record refers to. */
export async function referencedStorageKeys(session: Session, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await sqlOf(session)
    .selectFrom('material')
    .select('storageKey')
    .distinct()
    .where('storageKey', 'in', [...keys])
    .execute();
  return new Set(rows.map((row) => row.storageKey));
}
