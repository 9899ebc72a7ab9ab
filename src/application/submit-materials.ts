import { spendChance } from '../database/stores/chance-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import type { Actor } from '../domain/actor.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { unmetRequirements } from '../domain/unmet-requirements.ts';
import type { Deps } from './deps.ts';
import { handIn } from './hand-in.ts';
import { lockOwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { chancesExhausted } from './remaining-paths.ts';

/** Hands a draft's materials in (seed step 5). Costs a chance, but none while a requirement is unmet. */
export async function submitMaterials(deps: Deps, actor: Actor, input: { readonly verificationId: string }) {
  return deps.database.transaction(async (session) => {
    const draft = await lockOwnDraft(deps.policy, session, memberIdOf(actor), input.verificationId, 'MATERIALS');
    if (draft.kind === 'HandedIn') return { kind: 'Success', verification: draft.verification } as const;
    if (draft.kind !== 'Draft') return draft;
    const { requirements } = rulesOf(deps.catalogue, draft.member.identity.type);
    const unmet = unmetRequirements(requirements, await materialsOf(session, [draft.verification.id]));
    if (unmet.length > 0) {
      const message = `Still missing: ${unmet.map((requirement) => requirement.label).join('; ')}.`;
      return { kind: 'RequirementsUnmet', message, unmet } as const;
    }
    const limit = deps.policy.chances.MATERIALS;
    const used = await spendChance(session, draft.member.id, 'MATERIALS', limit);
    if (used === undefined) return chancesExhausted(deps.policy, session, draft.verification);
    return { kind: 'Success', verification: await handIn(deps, session, actor, draft) } as const;
  });
}
