import type { Readable } from 'node:stream';
import { makeSeal } from '../database/member-keys.ts';
import { membersToSeal, sealMemberRows } from '../database/seal-member.ts';
import { beginSealing, endSealing, moveFile, plainFilesOf } from '../database/sealing-state.ts';
import { lockMember } from '../database/stores/member-store.ts';
import { keepTaxNumberHash, unhashedTaxNumbers } from '../database/stores/tax-number-store.ts';
import { keptTaxNumber } from '../database/stores/verification-store.ts';
import { MaterialFileMissingError } from '../storage/material-file-error.ts';
import type { MaterialStorage } from '../storage/material-storage.ts';
import type { Deps } from './deps.ts';
import { hashTaxNumber, taxNumberContext } from './submit-tax-number.ts';

/** What was sealed. */
export interface Sealed {
  readonly members: number;
  readonly fields: number;
  readonly files: number;
  /** Tax numbers that got the hash by which it is seen that several members handed in the same. */
  readonly taxNumbers: number;
}

type SealingDeps = Pick<Deps, 'database' | 'sealer' | 'storage'>;

const BATCH = 100;

/**
 * Seals all that servers of the version before have left in plain, fields and files, and hashes the tax numbers that they kept
 * without, a member a transaction, while servers of this version run. None of an older one may run from then on. Can be broken off and begun again; goes over everything until
 * nothing is left.
 */
export async function sealOldRows(deps: SealingDeps): Promise<Sealed> {
  await beginSealing(deps.database.session());
  const total = { members: 0, fields: 0, files: 0, taxNumbers: 0 };
  for (let isOver = false; !isOver;) {
    isOver = true;
    let after: string | null = null;
    for (;;) {
      const members: readonly string[] = await membersToSeal(deps.database.session(), after, BATCH);
      for (const id of members) {
        const { fields, taxNumbers } = await sealFields(deps, id);
        const files = await sealFiles(deps, id);
        // A file that is lost can't be sealed, and is looked for once.
        if (fields + files + taxNumbers === 0) continue;
        isOver = false;
        total.members += 1;
        total.fields += fields;
        total.files += files;
        total.taxNumbers += taxNumbers;
      }
      after = members.at(-1) ?? null;
      if (after === null) break;
    }
  }
  await endSealing(deps.database.session());
  return total;
}

async function sealFields({ database, sealer }: SealingDeps, memberId: string) {
  return database.transaction(async (session) => {
    const member = await lockMember(session, memberId);
    if (member === undefined || member.erasedAt !== null) return { fields: 0, taxNumbers: 0 };
    const fields = await sealMemberRows(session, memberId, (id, sealed) => sealer.open(sealed, taxNumberContext(id)));
    const unhashed = await unhashedTaxNumbers(session, memberId);
    let taxNumbers = 0;
    for (const { id, country } of unhashed) {
      const kept = await keptTaxNumber(session, id);
      if (kept === null || !('number' in kept)) continue;
      await keepTaxNumberHash(session, id, hashTaxNumber(sealer, country, kept.number));
      taxNumbers += 1;
    }
    return { fields, taxNumbers };
  });
}

async function sealFiles({ database, storage }: SealingDeps, memberId: string): Promise<number> {
  const reading = database.session();
  const files = await plainFilesOf(reading, memberId);
  if (files.length === 0) return 0;
  const { fileKey } = await makeSeal(reading, memberId);
  let sealed = 0;
  for (const file of files) {
    const plain = await openUnlessLost(storage, file);
    if (plain === undefined) continue;
    const copy = await storage.keep(plain, { mediaType: 'application/octet-stream', fileKey });
    // The plain one goes when nothing refers to it any more; whoever reads it right now has it open.
    const moved = await database.transaction((session) => moveFile(session, file, copy));
    await storage.remove(moved === 0 ? copy : file);
    sealed += 1;
  }
  return sealed;
}

async function openUnlessLost(storage: MaterialStorage, file: string): Promise<Readable | undefined> {
  try {
    return await storage.open(file, null);
  } catch (error) {
    if (error instanceof MaterialFileMissingError) return undefined;
    throw error;
  }
}
