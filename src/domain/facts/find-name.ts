import { notFound, type Found } from './finding.ts';
import { normalName, normalText } from './normal-name.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

/** How many characters must be changed to make one text of the other (Levenshtein). */
export type EditDistance = (one: string, other: string) => number;

/** Up to this share of its characters a name may be read wrongly and still count as found, or as perhaps found. */
const FOUND_WITHIN = 0.1;
const UNSURE_WITHIN = 0.22;

interface Match {
  readonly row: TextRow;
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/**
 * Looks for a declared name (a store's, a company's, an account's): found when some words are that name but for its legal form
 * and a few letters read wrongly. A short name must be there letter by letter. What else stands around it does not matter.
 */
export function findName(rows: readonly TextRow[], claimed: string, distanceOf: EditDistance): Found {
  const name = normalName(claimed);
  if (name.length === 0) return notFound;
  const most = Math.floor(name.length * UNSURE_WITHIN);
  let best: Match | undefined;
  for (const row of rows) {
    for (const match of matchesIn(row, name, most, distanceOf)) {
      if (best === undefined || match.distance < best.distance) best = match;
      if (best.distance === 0) break;
    }
    if (best?.distance === 0) break;
  }
  if (best === undefined) return notFound;
  const mark = best.distance <= name.length * FOUND_WITHIN ? 'FOUND' : 'UNSURE';
  return { mark, words: wordsBetween(best.row, best.start, best.end) };
}

/** The pieces of a row that are near the name; they begin and end with a word, except in scripts that have no spaces. */
function* matchesIn(row: TextRow, name: string, most: number, distanceOf: EditDistance): Iterable<Match> {
  const { text, from } = normalText(row.text);
  for (let start = 0; start < text.length; start += 1) {
    if (!beginsWord(row.text, from[start] ?? 0)) continue;
    for (let length = Math.max(1, name.length - most); length <= name.length + most; length += 1) {
      const end = start + length;
      if (end > text.length) break;
      const last = from[end - 1] ?? 0;
      if (!endsWord(row.text, last)) continue;
      const distance = distanceOf(text.slice(start, end), name);
      if (distance <= most) yield { row, start: from[start] ?? 0, end: last + 1, distance };
    }
  }
}

function beginsWord(text: string, index: number): boolean {
  return !(isSpaced(text[index - 1]) && isSpaced(text[index]));
}

function endsWord(text: string, index: number): boolean {
  return !(isSpaced(text[index]) && isSpaced(text[index + 1]));
}

/** Whether a character belongs to a script that puts spaces between its words. */
function isSpaced(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character) && !/\p{Script=Han}/u.test(character);
}
