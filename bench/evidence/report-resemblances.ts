import { createHash } from 'node:crypto';
import { lookupKeys } from '../../src/domain/resemblance/lookup-keys.ts';
import { editedCopySimilarity, jaccard, lookDistance, type Print } from '../../src/domain/resemblance/similarity.ts';
import { tokensOf } from '../../src/domain/resemblance/tokens-of.ts';
import type { Case, Exhibit } from './corpus.ts';
import type { Reading } from './readings.ts';
import { share, table } from './table.ts';

interface Compared {
  readonly isFlagged: boolean;
  readonly isCandidate: boolean;
  readonly similarity: number;
  readonly figures: number;
  readonly distance: number;
}

/** How often copies are noticed, and how often statements that only look alike are; with how much they have in common. */
export function reportResemblances(
  cases: readonly Case[],
  readingOf: (exhibit: Exhibit) => Reading | undefined,
): string {
  const printOf = (exhibit: Exhibit) => {
    const reading = readingOf(exhibit);
    return reading && toPrint(reading);
  };
  const groups = new Map<string, Compared[]>();
  const add = (name: string, one: Print | undefined, other: Print | undefined) => {
    if (one && other) groups.set(name, [...(groups.get(name) ?? []), compare(one, other)]);
  };
  for (const { original, copies } of cases) {
    const print = printOf(original);
    add('the very same page', print, print);
    for (const { what, exhibit } of copies) add(nameOf(what, exhibit), print, printOf(exhibit));
  }
  for (const [one, other] of pairsOfOneBank(cases))
    add('same bank, other company (all pairs)', printOf(one), printOf(other));
  const rows = [...groups].map(([name, found]) => [
    name,
    share(found.filter(({ isCandidate }) => isCandidate).length, found.length),
    share(found.filter(({ isFlagged }) => isFlagged).length, found.length),
    range(found.map(({ similarity }) => similarity)),
    range(found.map(({ figures }) => figures)),
    range(
      found.map(({ distance }) => distance),
      0,
    ),
  ]);
  return table(['', 'looked at', 'flagged', 'shared tokens', 'shared figures', 'bits of the look'], rows);
}

function nameOf(what: Case['copies'][number]['what'], { condition }: Exhibit): string {
  if (what === 'sameBank') return 'same bank, other company';
  if (what === 'nextMonth') return 'same company, next month';
  return `edited ${what}${condition === 'photograph' ? ', photographed' : ''}`;
}

/** Originals, and their neighbours, that are set in the same way. */
function pairsOfOneBank(cases: readonly Case[]): (readonly [Exhibit, Exhibit])[] {
  const all = cases.flatMap(({ original, copies }) => [
    original,
    ...copies.filter(({ what }) => what === 'sameBank').map(({ exhibit }) => exhibit),
  ]);
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => bankOf(other) === bankOf(one))
      .map((other) => [one, other] as const),
  );
}

/** The layouts repeat: four in English, two in Chinese. */
function bankOf({ document: { id, tongue } }: Exhibit): string {
  const layout = Number(/-(\d)/u.exec(id)?.[1] ?? 0);
  return `${tongue} ${layout % (tongue === 'en' ? 4 : 2)}`;
}

function compare(one: Print, other: Print): Compared {
  const keys = lookupKeys(one);
  const isCandidate = lookupKeys(other).some((key) => keys.includes(key));
  return {
    isCandidate,
    isFlagged: isCandidate && editedCopySimilarity(one, other) !== null,
    similarity: jaccard(one.tokens, other.tokens),
    figures: jaccard(one.figures, other.figures),
    distance: one.look === null || other.look === null ? 64 : lookDistance(one.look, other.look),
  };
}

function hashed(token: string): bigint {
  return createHash('sha256').update(token).digest().readBigInt64BE();
}

function toPrint({ words, hash }: Reading): Print {
  const { all, figures } = tokensOf(words);
  return { look: hash === null ? null : BigInt(hash), tokens: all.map(hashed), figures: figures.map(hashed) };
}

function range(values: readonly number[], digits = 2): string {
  const sorted = values.toSorted((one, other) => one - other);
  const [least = 0, middle = 0, most = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
