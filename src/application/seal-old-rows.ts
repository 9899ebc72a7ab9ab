import type { Readable } from 'node:stream';
import { makeSeal } from '../database/member-keys.ts';
import { membersToSeal, sealMemberRows } from '../database/seal-member.ts';
import { beginSealing, endSealing, moveFile, plainFilesOf } from '../database/sealing-state.ts';
import { lockMember } from '../database/stores/member-store.ts';
import { MaterialFileMissingError } from '../storage/material-file-error.ts';
import type { MaterialStorage } from '../storage/material-storage.ts';
import type { Deps } from './deps.ts';
import { taxNumberContext } from './submit-tax-number.ts';

/** What was sealed. */
export interface Sealed {
  readonly members: number;
  readonly fields: number;
  readonly files: number;
}

type SealingDeps = Pick<Deps, 'database' | 'sealer' | 'storage'>;

const BATCH = 100;

/**
 * Seals all that servers of the version before have left in plain: fields and files, a member a transaction, while servers of
 * this version run. None of an older one may run from then on. Can be broken off and begun again; goes over everything until
 * nothing is left.
 */
export async function sealOldRows(deps: SealingDeps): Promise<Sealed> {
  await beginSealing(deps.database.session());
  const total = { members: 0, fields: 0, files: 0 };
  for (let isOver = false; !isOver;) {
    isOver = true;
    let after: string | null = null;
    for (;;) {
      const members: readonly string[] = await membersToSeal(deps.database.session(), after, BATCH);
      for (const id of members) {
        const [fields, files] = [await sealFields(deps, id), await sealFiles(deps, id)];
        // A file that is lost can't be sealed, and is looked for once.
        if (fields + files === 0) continue;
        isOver = false;
        total.members += 1;
        total.fields += fields;
        total.files += files;
      }
      after = members.at(-1) ?? null;
      if (after === null) break;
    }
  }
  await endSealing(deps.database.session());
  return total;
}

async function sealFields({ database, sealer }: SealingDeps, memberId: string): Promise<number> {
  return database.transaction(async (session) => {
    const member = await lockMember(session, memberId);
    if (member === undefined || member.erasedAt !== null) return 0;
    return sealMemberRows(session, memberId, (id, sealed) => sealer.open(sealed, taxNumberContext(id)));
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
