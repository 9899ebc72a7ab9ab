import type { ReadWord } from '../facts/read-word.ts';
import { toRows } from '../facts/text-row.ts';

/** What materials are compared by: each token once. Those of digits tell two statements of one bank apart. */
export interface Tokens {
  readonly all: readonly string[];
  /** Those that have at least three digits. */
  readonly figures: readonly string[];
}

const MOST_TOKENS = 2000;

/**
 * The tokens of what was read: words in lower case, numbers without their separators, and pairs of neighbouring Han characters,
 * since their words have no spaces. Single letters and short numbers are left out; they are on every page.
 */
export function tokensOf(words: readonly ReadWord[]): Tokens {
  const found = new Set<string>();
  for (const { text } of toRows(words)) {
    for (const [word] of text.toLowerCase().matchAll(/\d[\d.,:/-]*\d|[\p{L}\p{N}]+/gu)) {
      for (const token of tokensIn(word)) found.add(token);
    }
  }
  const all = [...found].slice(0, MOST_TOKENS);
  return { all, figures: all.filter((token) => /^\d{3,}$/u.test(token)) };
}

function tokensIn(word: string): string[] {
  const digits = word.replaceAll(/\D/gu, '');
  if (/^[\d.,:/-]+$/u.test(word)) return digits.length >= 2 ? [digits] : [];
  return [...word.matchAll(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)].flatMap(([piece]) =>
    /\p{Script=Han}/u.test(piece) ? pairsOf(piece) : piece.length >= 2 ? [piece] : [],
  );
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
