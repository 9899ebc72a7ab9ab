import type { Session } from '../database/database.ts';
import { deleteMaterialContents } from '../database/stores/deleted-materials.ts';
import type { DeletionCause } from '../domain/material.ts';
import type { Deps } from './deps.ts';
import { removeFiles } from './material-files.ts';

/** What is to be deleted, and why. */
export interface MaterialDeletion {
  readonly ids: readonly string[];
  readonly cause: DeletionCause;
}

/**
 * Deletes the files of materials with all that was made of them, the one way in which files end before their records: first
 * what is kept of them, in one transaction with whatever `choose` does, then the bytes. Bytes that can't be removed now go
 * with the storage's next sweep. Returns how many materials that were.
 */
export async function removeMaterialFiles(
  deps: Pick<Deps, 'database' | 'storage' | 'now'>,
  choose: (session: Session) => Promise<MaterialDeletion>,
): Promise<number> {
  const { count, orphans } = await deps.database.transaction(async (session) => {
    const { ids, cause } = await choose(session);
    return { count: ids.length, orphans: await deleteMaterialContents(session, ids, cause, deps.now()) };
  });
  await removeFiles(deps, orphans);
  return count;
}
