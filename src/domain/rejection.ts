import { reasonRules, type ReasonCode, type ReasonRule } from './decision.ts';
import type { InputIssue, Requirement } from './information.ts';
import { issueWithNote } from './kept-text.ts';
import { materialKinds, type Material, type MaterialKind } from './material.ts';
import type { Method } from './method.ts';
import { showsStatement } from './statement.ts';

/** A reason as a reviewer gives it. */
export interface GivenReason {
  readonly code: ReasonCode;
  readonly materialId: string | null;
  readonly note: string | null;
}

/** Whether a reason is about one material. */
export function needsMaterial(code: ReasonCode): boolean {
  const rule: ReasonRule = reasonRules[code];
  return rule.fact !== undefined || rule.kinds !== undefined || rule.anyMaterial === true;
}

/** The kinds of material that a reason fits, given what the identities require; empty when it takes no material. */
export function kindsOfReason(code: ReasonCode, requirements: Iterable<Requirement>): readonly MaterialKind[] {
  const rule: ReasonRule = reasonRules[code];
  if (rule.anyMaterial) return materialKinds;
  if (rule.kinds) return rule.kinds;
  const { fact } = rule;
  if (fact === undefined) return [];
  const showing = new Set([...requirements].filter((one) => one.mustShow.includes(fact)).map((one) => one.kind));
  return materialKinds.filter((kind) => showing.has(kind));
}

/** What is wrong with the reasons of a rejection; empty when they can be given. Requirements are those of the identity under review. */
export function issuesWithReasons(
  given: readonly GivenReason[],
  method: Method,
  materials: readonly Pick<Material, 'id' | 'kind'>[],
  requirements: readonly Requirement[],
): readonly InputIssue[] {
  if (given.length === 0) return [{ path: 'reasons', message: 'Give at least one reason.' }];
  if (given.length > 50) return [{ path: 'reasons', message: 'Give at most 50 reasons.' }];
  const seen = new Set<string>();
  return given.flatMap((reason, index) => {
    const path = `reasons.${index}`;
    const key = `${reason.code} ${reason.materialId ?? ''}`;
    if (seen.has(key)) return [{ path, message: `${reason.code} is given twice for the same thing.` }];
    seen.add(key);
    return issuesWithReason(reason, path, method, materials, requirements);
  });
}

function issuesWithReason(
  reason: GivenReason,
  path: string,
  method: Method,
  materials: readonly Pick<Material, 'id' | 'kind'>[],
  requirements: readonly Requirement[],
): readonly InputIssue[] {
  const rule: ReasonRule = reasonRules[reason.code];
  if (!rule.methods.includes(method)) {
    return [{ path: `${path}.code`, message: `${reason.code} does not fit a verification by ${method}.` }];
  }
  const noteIssue = issueWithNote(reason.note, `${path}.note`);
  if (noteIssue !== undefined) return [noteIssue];
  if (!needsMaterial(reason.code)) {
    if (reason.materialId === null) return [];
    return [{ path: `${path}.material`, message: `${reason.code} is about the whole: leave the material out.` }];
  }
  const material = materials.find((one) => one.id === reason.materialId);
  if (material === undefined) {
    return [
      { path: `${path}.material`, message: `${reason.code} is about one material: name one of this verification.` },
    ];
  }
  if (kindsOfReason(reason.code, requirements).includes(material.kind)) return [];
  return [{ path: `${path}.material`, message: `${reason.code} does not fit a ${material.kind}.` }];
}

/** The materials that an approval leaves for a next run: where its statement reached less than was asked for, all but the statement. */
export function besidesStatement<M extends Pick<Material, 'kind'>>(
  materials: readonly M[],
  requirements: readonly Requirement[],
  isWhole: boolean,
): readonly M[] {
  if (isWhole) return [];
  const statements = new Set(requirements.filter((one) => showsStatement([one])).map((one) => one.kind));
  return materials.filter(({ kind }) => !statements.has(kind));
}

/** The materials that a rejection leaves accepted, which the buyer's next run keeps: those that no reason names. None, when the whole identity is wrong. */
export function acceptedMaterials<M extends Pick<Material, 'id'>>(
  materials: readonly M[],
  reasons: readonly Pick<GivenReason, 'code' | 'materialId'>[],
): readonly M[] {
  if (reasons.some((reason) => reason.code === 'IDENTITY_TYPE_UNSUITABLE')) return [];
  const named = new Set(reasons.map((reason) => reason.materialId));
  return materials.filter((material) => !named.has(material.id));
}
