import type { Requirement } from './information.ts';
import type { InspectionState } from './inspection.ts';
import type { MaterialKind } from './material.ts';

/** As much of a material as says whether a requirement is met by it. */
export interface HandedIn {
  readonly kind: MaterialKind;
  /** One that is REFUSED meets nothing; one that is PENDING counts until more is known. */
  readonly inspection?: { readonly state: InspectionState };
}

/** The requirements for which no file is there that can be opened, in the contract's order. */
export function unmetRequirements(
  requirements: readonly Requirement[],
  handedIn: Iterable<HandedIn>,
): readonly Requirement[] {
  const usable = [...handedIn].filter(({ inspection }) => inspection?.state !== 'REFUSED');
  const kinds = new Set(usable.map((material) => material.kind));
  return requirements.filter((requirement) => !kinds.has(requirement.kind));
}
