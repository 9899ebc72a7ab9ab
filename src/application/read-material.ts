import { distance } from 'fastest-levenshtein';
import { appendEvents } from '../database/event-log.ts';
import { findMaterials, lockMaterial } from '../database/stores/material-store.ts';
import { findMembers } from '../database/stores/member-store.ts';
import { keepReading } from '../database/stores/reading-store.ts';
import { compareAlone } from '../database/stores/resemblance-store.ts';
import { findVerification } from '../database/stores/verification-store.ts';
import { claimsOf } from '../domain/facts/claims-of.ts';
import { findFacts, type Claims } from '../domain/facts/find-facts.ts';
import { facts, type Fact, type Material } from '../domain/material.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { compareMaterial } from './compare-material.ts';
import type { Deps } from './deps.ts';
import { readWords } from './read-words.ts';

/**
 * Reads an inspected material, keeps which facts it shows, and what it resembles, and tells its owner. What can't be read is kept as
 * UNREADABLE: that stops nobody. A material that was taken out meanwhile, or is not inspected yet, is left alone.
 */
export async function readMaterial(deps: Deps, materialId: string, signal: AbortSignal): Promise<void> {
  const session = deps.database.session();
  const [material] = await findMaterials(session, [materialId]);
  if (material?.inspection.state !== 'INSPECTED') return;
  const { required, claims } = await expectationsOf(deps, material);
  const language = Object.values(claims).some((claim) => /\p{Script=Han}/u.test(claim)) ? 'chi_sim' : 'eng';
  const pages = await readWords(deps, session, material, language, signal);
  const compared = findFacts(pages.words, comparable(claims), claims, distance);
  const state = pages.words.length === 0 ? 'UNREADABLE' : 'READ';
  const shown = state === 'READ' ? required : [];
  const found = shown.flatMap(
    (fact) => compared.find((one) => one.fact === fact) ?? findFacts(pages.words, [fact], claims, distance),
  );

  await deps.database.transaction(async (transaction) => {
    // Before any row is held: whoever compares refers to the rows of others.
    await compareAlone(transaction);
    const held = await lockMaterial(transaction, materialId);
    if (held === undefined) return;
    const at = deps.now();
    await keepReading(transaction, held.memberId, { materialId, state, readAt: at, facts: found, compared });
    await compareMaterial(deps, transaction, held, pages);
    const { memberId, verificationId } = held;
    await appendEvents(transaction, [{ type: 'MATERIAL_INSPECTED', at, memberId, verificationId, materialId }]);
  });
}

/** What the material must show, and what its buyer declared of it: as it was handed in, or while a draft, as it is now. */
async function expectationsOf(deps: Deps, material: Material): Promise<{ required: readonly Fact[]; claims: Claims }> {
  const session = deps.database.session();
  const verification = await findVerification(session, material.verificationId);
  const [member] = await findMembers(session, [material.memberId]);
  const identity = verification?.identity ?? member?.identity;
  if (!identity) return { required: [], claims: {} };
  const rules = rulesOf(deps.catalogue, identity.type);
  const requirement = rules.requirements.find(({ kind }) => kind === material.kind);
  return { required: requirement?.mustShow ?? [], claims: claimsOf(rules.fields, identity.information) };
}

/** Whatever was declared is looked for on every material, and what statements show: it is what copies differ in. */
function comparable(claims: Claims): Fact[] {
  return facts.filter((fact) => fact in claims || fact === 'STATEMENT_PERIOD' || fact === 'STATEMENT_AMOUNT');
}
