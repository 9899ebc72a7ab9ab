import type { Case, CaseMaterial } from '../case/case-store.ts';
import type { ReasonRule } from '../case/reference.ts';

/** The reasons that fit one material, or the whole verification where `material` is null. */
export interface ReasonGroup {
  readonly title: string;
  readonly material: Pick<CaseMaterial, 'id' | 'kind' | 'fileName'> | null;
  readonly rules: readonly ReasonRule[];
}

/** The reasons that a case can be rejected for, by material, and last those about the whole. */
export function fittingReasons(found: Case, rules: readonly ReasonRule[]): readonly ReasonGroup[] {
  const fitting = rules.filter(({ methods }) => methods.includes(found.method));
  const materials = found.__typename === 'MaterialVerification' ? found.requirements : [];
  const groups = materials.flatMap(({ requirement, materials: files }) =>
    files.map((material) => ({
      title: requirement.label,
      material,
      rules: fitting.filter(({ kinds }) => kinds.includes(material.kind)),
    })),
  );
  const whole = { title: 'The whole', material: null, rules: fitting.filter(({ kinds }) => kinds.length === 0) };
  return [...groups, whole].filter((group) => group.rules.length > 0);
}
