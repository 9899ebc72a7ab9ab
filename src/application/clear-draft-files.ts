import { filesOfLeftDraft } from '../database/drafts.ts';
import { deleteMaterial } from '../database/stores/material-store.ts';
import { lockVerification } from '../database/stores/verification-store.ts';
import type { Deps } from './deps.ts';
import { removeFiles } from './material-files.ts';

/**
 * Removes the files of drafts that nobody touched since an instant, a transaction each: first their records, then the bytes
 * to which no other record refers. Returns from how many drafts files went. Bytes that can't be removed now go with the
 * storage's next sweep.
 */
export async function clearDraftFiles(deps: Deps, ids: readonly string[], since: Date): Promise<number> {
  let cleared = 0;
  for (const id of ids) {
    const orphans = await deps.database.transaction(async (session) => {
      await lockVerification(session, id);
      const files = await filesOfLeftDraft(session, id, since);
      const keys: string[] = [];
      for (const file of files) keys.push(...(await deleteMaterial(session, file)));
      return keys;
    });
    if (orphans.length > 0) cleared += 1;
    await removeFiles(deps, orphans);
  }
  return cleared;
}
