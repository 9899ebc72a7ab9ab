import type { Readable } from 'node:stream';
import type { Session } from '../database/database.ts';
import { readSeals, sealFor } from '../database/member-keys.ts';
import type { RenderingType } from '../domain/inspection.ts';
import type { Material } from '../domain/material.ts';
import type { Deps } from './deps.ts';

/** What a member's files are opened with; null when it has no key: its files lie in plain, or it was erased. */
async function fileKeyOf(session: Session, memberId: string): Promise<Uint8Array | null> {
  return (await readSeals(session, [memberId])).get(memberId)?.fileKey ?? null;
}

/** What a member's new files are sealed with; null as long as the database is not sealed. Throws MemberErasedError. */
export async function fileKeyFor(session: Session, memberId: string): Promise<Uint8Array | null> {
  return (await sealFor(session, memberId))?.fileKey ?? null;
}

/**
 * A material's bytes as they were handed in. For inspection, reading and comparison; whoever shows a material to people takes
 * its safe renderings. Throws MaterialFileMissingError; the stream fails with SealBrokenError where the file was changed.
 */
export async function openMaterialFile(
  deps: Pick<Deps, 'storage'>,
  session: Session,
  material: Pick<Material, 'memberId' | 'storageKey'>,
): Promise<Readable> {
  return openDerivedFile(deps, session, material.memberId, material.storageKey);
}

/** Keeps what was made of a member's material, such as a page's picture, sealed as the material is. Returns its storage key. It is swept after a day unless a record refers to it by then. */
export async function keepDerivedFile(
  deps: Pick<Deps, 'storage'>,
  session: Session,
  memberId: string,
  bytes: Buffer,
  mediaType: RenderingType,
): Promise<string> {
  return deps.storage.keep(bytes, { mediaType, fileKey: await fileKeyFor(session, memberId) });
}

/** What `keepDerivedFile` kept. Throws MaterialFileMissingError; the stream fails with SealBrokenError where the file was changed. */
export async function openDerivedFile(
  deps: Pick<Deps, 'storage'>,
  session: Session,
  memberId: string,
  storageKey: string,
): Promise<Readable> {
  return deps.storage.open(storageKey, await fileKeyOf(session, memberId));
}

/** Removes files, of either sort, to which no record refers any more. */
export async function removeFiles(deps: Pick<Deps, 'storage'>, storageKeys: readonly string[]): Promise<void> {
  for (const key of storageKeys) await deps.storage.remove(key);
}
