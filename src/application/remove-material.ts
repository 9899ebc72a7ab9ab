import { touchDraft } from '../database/drafts.ts';
import { deleteMaterial, findMaterials } from '../database/stores/material-store.ts';
import { lockVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { removeFiles } from './material-files.ts';
import { memberIdOf } from './person.ts';
import { verificationNotOpen } from './problems.ts';

/** Takes a file out of a draft. Its bytes go once nothing else refers to them, after the record is gone for good. */
export async function removeMaterial(deps: Deps, actor: Actor, input: { readonly materialId: string }) {
  const memberId = memberIdOf(actor);
  const orphans: string[] = [];
  const outcome = await deps.database.transaction(async (session) => {
    const [found] = await findMaterials(session, [input.materialId]);
    if (found?.memberId !== memberId) return materialNotFound();
    const verification = await lockVerification(session, found.verificationId);
    const [material] = await findMaterials(session, [input.materialId]);
    if (!verification || !material) return materialNotFound();
    if (verification.status !== 'DRAFT') return verificationNotOpen(verification);
    await touchDraft(session, verification.id, deps.now());
    orphans.push(...(await deleteMaterial(session, material)));
    return { kind: 'Success', verification } as const;
  });
  await removeFiles(deps, orphans);
  return outcome;
}

function materialNotFound() {
  const message = 'There is no such material among yours. Read the verification again.';
  return { kind: 'MaterialNotFound', message } as const;
}
