import { moneyWords } from '../parts/money.ts';
import type { Case, CaseMaterial } from './case-store.ts';

type Finding = CaseMaterial['reading']['facts'][number];

/** A fact that a material must show, and what was read of it there. */
export interface FoundFact {
  /** Which material, counted from 0 through all of the case. */
  readonly material: number;
  readonly fileName: string;
  readonly fact: Finding['fact'];
  readonly mark: Finding['mark'];
  /** What was read, as people write it; undefined when there is nothing to show. */
  readonly value: string | undefined;
  /** Where it stands on the pages. */
  readonly words: Finding['words'];
}

/** The materials of a case in the order in which the desk counts them. */
export function materialsOf(found: Case): readonly CaseMaterial[] {
  if (found.__typename !== 'MaterialVerification') return [];
  return found.requirements.flatMap(({ materials }) => materials);
}

/** What was read of all materials of a case; empty while nothing was. */
export function foundFacts(found: Case): readonly FoundFact[] {
  return materialsOf(found).flatMap(({ fileName, reading }, material) =>
    reading.facts.map((finding) => {
      const { fact, mark, words } = finding;
      return { material, fileName, fact, mark, words, value: valueWords(finding) };
    }),
  );
}

function valueWords({ amount, period, count, words }: Finding): string | undefined {
  if (amount) return moneyWords(amount);
  if (period) return `${period.from} to ${period.to}, ${period.days} days`;
  if (count !== null) return count.toLocaleString('en');
  const text = words.map((word) => word.text).join(' ');
  return text === '' ? undefined : text;
}
