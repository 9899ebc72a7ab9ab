import type { Requirement } from './information.ts';
import type { MaterialKind } from './material.ts';

/** The requirements for which no file is there, in the contract's order. */
export function unmetRequirements(
  requirements: readonly Requirement[],
  handedIn: Iterable<{ readonly kind: MaterialKind }>,
): readonly Requirement[] {
  const kinds = new Set([...handedIn].map((material) => material.kind));
  return requirements.filter((requirement) => !kinds.has(requirement.kind));
}
