import type { ReadWord } from './read-word.ts';

/** Words that stand on one height of a page, from left to right, and the text that they make. */
export interface TextRow {
  readonly page: number;
  readonly words: readonly ReadWord[];
  /** The words in one text: tidied (NFKC), apart by a space except between Han characters, by two where a column ends. */
  readonly text: string;
  /** For each character of the text the index of its word; -1 for a space between two. */
  readonly wordAt: readonly number[];
}

const HAN_END = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF:]$/u;
const HAN_START = /^[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF:]/u;

const LATELY = 20;

/**
 * Puts words into rows by where they stand. What read them may have cut a table into columns: a label and its value are in one
 * row all the same.
 */
export function toRows(words: readonly ReadWord[]): TextRow[] {
  const open: { page: number; centre: number; height: number; words: ReadWord[] }[] = [];
  const inOrder = words
    .filter(({ text }) => text.trim() !== '')
    .toSorted((one, other) => one.page - other.page || one.middle - other.middle);
  for (const word of inOrder) {
    const centre = word.middle;
    // Their middles go down: what is on its height came lately.
    const row = open
      .slice(-LATELY)
      .findLast(
        (candidate) =>
          candidate.page === word.page &&
          Math.abs(candidate.centre - centre) < 0.45 * Math.min(candidate.height, word.height * 1.6),
      );
    if (row === undefined) {
      open.push({ page: word.page, centre, height: word.height, words: [word] });
      continue;
    }
    row.words.push(word);
    row.centre += (centre - row.centre) / row.words.length;
    row.height = Math.max(row.height, word.height);
  }
  return open.map(({ page, words: found }) =>
    rowOf(
      page,
      found.toSorted((one, other) => one.left - other.left),
    ),
  );
}

/** One row of words that stand in order. */
function rowOf(page: number, words: readonly ReadWord[]): TextRow {
  let text = '';
  const wordAt: number[] = [];
  for (const [index, word] of words.entries()) {
    const tidied = word.text.normalize('NFKC').trim();
    const previous = words[index - 1];
    const isGlued = HAN_END.test(text) && HAN_START.test(tidied) && previous !== undefined && isNear(previous, word);
    const gap = text === '' || isGlued ? '' : previous !== undefined && isNear(previous, word) ? ' ' : '  ';
    text += gap;
    for (let unit = 0; unit < gap.length; unit += 1) wordAt.push(-1);
    text += tidied;
    for (let unit = 0; unit < tidied.length; unit += 1) wordAt.push(index);
  }
  return { page, words, text, wordAt };
}

/** The words that a piece of a row's text, from `start` to before `end`, is made of. */
export function wordsBetween(row: TextRow, start: number, end: number): ReadWord[] {
  const indices = new Set(row.wordAt.slice(start, end));
  return row.words.filter((_, index) => indices.has(index));
}

/** Where the cell that holds a piece of a row's text begins, and where it ends: two spaces part columns. */
export function cellAround(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const [before, after] = [start < 2 ? -1 : text.lastIndexOf('  ', start - 2), text.indexOf('  ', end)];
  return { start: before < 0 ? 0 : before + 2, end: after < 0 ? text.length : after };
}

/** Whether two neighbours are no further apart than words of one line: as far as two letters are wide. */
function isNear(one: ReadWord, other: ReadWord): boolean {
  const letter = Math.max(one.width / Math.max(1, one.text.length), other.width / Math.max(1, other.text.length));
  return other.left - (one.left + one.width) < letter * 2;
}
