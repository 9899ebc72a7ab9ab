import { Readable } from 'node:stream';
import type { Session } from '../database/database.ts';
import type { RenderingType } from '../domain/inspection.ts';
import type { Material } from '../domain/material.ts';
import type { Deps } from './deps.ts';

/**
 * The bytes of a file as it was handed in. For inspection, reading and comparison; whoever shows a material to people takes
 * its safe renderings. Throws MaterialFileMissingError.
 */
export async function openMaterialFile(
  deps: Pick<Deps, 'storage'>,
  _session: Session,
  material: Pick<Material, 'memberId' | 'storageKey'>,
): Promise<Readable> {
  return deps.storage.open(material.storageKey);
}

/** Keeps a file that was made of a member's material, and gives the key under which it is found. It is swept after a day unless a record refers to it by then. */
export async function keepDerivedFile(
  deps: Pick<Deps, 'storage'>,
  _session: Session,
  _memberId: string,
  bytes: Buffer,
  mediaType: RenderingType,
): Promise<string> {
  const stored = await deps.storage.store(Readable.from([bytes]), { maxBytes: bytes.length });
  if (stored.mediaType === mediaType) return stored.key;
  await deps.storage.remove(stored.key);
  throw new TypeError('a derived file is not of the type that it was said to be');
}

/** The bytes of a derived file. Throws MaterialFileMissingError. */
export async function openDerivedFile(
  deps: Pick<Deps, 'storage'>,
  _session: Session,
  _memberId: string,
  storageKey: string,
): Promise<Readable> {
  return deps.storage.open(storageKey);
}

/** Removes files, of either sort, to which no record refers any more. */
export async function removeFiles(deps: Pick<Deps, 'storage'>, storageKeys: readonly string[]): Promise<void> {
  for (const key of storageKeys) await deps.storage.remove(key);
}
