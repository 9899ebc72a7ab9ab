import type { ReadWord } from '../../src/domain/facts/read-word.ts';
import { toRows, type TextRow } from '../../src/domain/facts/text-row.ts';

/**
 * The words of a page that is written as lines: `|` parts columns, which begin at the same places in each line of as many columns.
 */
export function wordsOf(...lines: readonly string[]): ReadWord[] {
  return lines.flatMap((line, index) =>
    line.split('|').flatMap((cell, column, cells) => {
      let left = 0.05 + (0.9 * column) / cells.length;
      return cell
        .trim()
        .split(/\s+/u)
        .map((text): ReadWord => {
          const width = text.length * 0.01;
          const middle = 0.0575 + index * 0.03;
          const word = {
            text,
            page: 1,
            left,
            top: middle - 0.0075,
            width,
            height: 0.015,
            middle,
            turn: 0 as const,
            confidence: 95,
          };
          left += width + 0.008;
          return word;
        });
    }),
  );
}

/** The rows of such a page. */
export function rowsOf(...lines: readonly string[]): TextRow[] {
  return toRows(wordsOf(...lines));
}

/** The text of some words. */
export function textOf(words: readonly ReadWord[]): string {
  return words.map(({ text }) => text).join(' ');
}
