import type { ReadWord } from './read-word.ts';
import type { TextRow } from './text-row.ts';

/** The words of one row that stand in a column. */
export interface ColumnCell {
  readonly row: TextRow;
  readonly words: readonly ReadWord[];
  /** How far below the column's head, in heights of the head. */
  readonly below: number;
}

/** What a column's cells may stand further left, or right, than its head. */
const ASIDE = 0.02;
const ASIDE_RIGHT = 0.04;
const LEAST_WIDTH = 0.12;

/**
 * The cells beneath the words of a head, on its page, from top to bottom. A word belongs to the column when it begins within its
 * width, or ends where the head ends, as figures do.
 */
export function cellsBelow(head: readonly ReadWord[], rows: readonly TextRow[]): ColumnCell[] {
  const [first, last] = [head[0], head.at(-1)];
  if (first === undefined || last === undefined) return [];
  const end = last.left + last.width;
  const [left, right] = [first.left - ASIDE, Math.max(end, first.left + LEAST_WIDTH) + ASIDE_RIGHT];
  const isInside = (word: ReadWord) =>
    (word.left >= left && word.left <= right) || Math.abs(word.left + word.width - end) < ASIDE;
  return rows
    .flatMap((row): ColumnCell[] => {
      const [one] = row.words;
      if (one === undefined || one.page !== first.page) return [];
      const words = row.words.filter(isInside);
      const below = ((words[0] ?? one).middle - first.middle) / first.height;
      return words.length > 0 && below > 0.7 ? [{ row, words, below }] : [];
    })
    .toSorted((one, other) => one.below - other.below);
}
