import { v7 as newId } from 'uuid';
import type { Material } from '../../domain/material.ts';
import { sqlOf, type Session } from '../database.ts';
import { MaterialEntity } from '../entities/material-entity.ts';

/** A file to be kept; its id is made here. */
export type NewMaterial = Omit<Material, 'id'>;

/** The materials of these verifications, oldest first. */
export async function materialsOf(session: Session, verificationIds: readonly string[]): Promise<Material[]> {
  return sqlOf(session)
    .selectFrom('material')
    .selectAll()
    .where('verificationId', 'in', [...verificationIds])
    .orderBy('id')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, keptFrom: row.keptFrom ?? null })));
}

/** The materials of these ids, in any order; unknown ids are left out. */
export async function findMaterials(session: Session, ids: readonly string[]): Promise<Material[]> {
  const rows = await sqlOf(session)
    .selectFrom('material')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ ...row, keptFrom: row.keptFrom ?? null }));
}

/** Keeps the record of a file. */
export async function insertMaterial(session: Session, material: NewMaterial): Promise<Material> {
  const kept: Material = { id: newId(), ...material };
  session.create(MaterialEntity, kept);
  await session.flush();
  return kept;
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
