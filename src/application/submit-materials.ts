import type { Session } from '../database/database.ts';
import { spendChance } from '../database/stores/chance-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Material } from '../domain/material.ts';
import { materialLabels } from '../domain/material-label.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { unmetRequirements } from '../domain/unmet-requirements.ts';
import { awaitInspections } from './await-inspections.ts';
import type { Deps } from './deps.ts';
import { handIn } from './hand-in.ts';
import { lockOwnDraft, readOwnDraft, type OwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { chancesExhausted } from './remaining-paths.ts';

/**
 * Hands a draft's materials in (seed step 5). Costs a chance, but none while a requirement is unmet, a file is refused or not
 * inspected yet; that is waited for a while, before anything is held.
 */
export async function submitMaterials(deps: Deps, actor: Actor, input: { readonly verificationId: string }) {
  const memberId = memberIdOf(actor);
  await awaitDraft(deps, memberId, input.verificationId);
  return deps.database.transaction(async (session) => {
    const draft = await lockOwnDraft(deps.policy, session, memberId, input.verificationId, 'MATERIALS');
    if (draft.kind === 'HandedIn') return { kind: 'Success', verification: draft.verification } as const;
    if (draft.kind !== 'Draft') return draft;
    const problem = await problemWith(deps, session, draft);
    if (problem !== undefined) return problem;
    const limit = deps.policy.chances.MATERIALS;
    const used = await spendChance(session, draft.member.id, 'MATERIALS', limit);
    if (used === undefined) return chancesExhausted(deps.policy, session, draft.verification);
    return { kind: 'Success', verification: await handIn(deps, session, actor, draft) } as const;
  });
}

/** Waits for inspections unless the draft can't be handed in anyway. */
async function awaitDraft(deps: Deps, memberId: string, verificationId: string): Promise<void> {
  const session = deps.database.session();
  const draft = await readOwnDraft(deps.policy, session, memberId, verificationId, 'MATERIALS');
  if (draft.kind !== 'Draft') return;
  const read = async () => materialsOf(deps.database.session(), [verificationId]);
  const { requirements } = rulesOf(deps.catalogue, draft.member.identity.type);
  if (unmetRequirements(requirements, await read()).length === 0) await awaitInspections(read);
}

async function problemWith(deps: Deps, session: Session, draft: OwnDraft) {
  const { requirements } = rulesOf(deps.catalogue, draft.member.identity.type);
  const materials = await materialsOf(session, [draft.verification.id]);
  const refused = materials.filter(({ inspection }) => inspection.state === 'REFUSED');
  if (refused.length > 0) {
    const message = `We can't open ${list(refused)}. Read why in \`inspection.refusal\`, take it out, and hand in another.`;
    return { kind: 'MaterialsRefused', message, materials: refused } as const;
  }
  const unmet = unmetRequirements(requirements, materials);
  if (unmet.length > 0) {
    const message = `Still missing: ${unmet.map((requirement) => requirement.label).join('; ')}.`;
    return { kind: 'RequirementsUnmet', message, unmet } as const;
  }
  const pending = materials.filter(({ inspection }) => inspection.state === 'PENDING');
  if (pending.length > 0) {
    const message = `We are still looking at ${list(pending)}. Submit again in a moment; \`materialInspected\` tells when.`;
    return { kind: 'InspectionPending', message, materials: pending } as const;
  }
  return undefined;
}

function list(materials: readonly Material[]): string {
  return materials.map(({ kind, fileName }) => `${materialLabels[kind]} (${fileName})`).join('; ');
}
