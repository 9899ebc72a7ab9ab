import { notFound, type Found } from './finding.ts';
import type { ReadWord } from './read-word.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

const LABEL =
  /\bfollowers?\b|\bfollowed\sby\b|\b(?:people|members)\sfollow\b|\bsubscribers?\b|\bsubs\b|\bfans\b|粉丝(?:总?数|量|人数)?|关注者(?:人数)?|被关注(?:数)?|订阅(?:者|人数|用户)|关注人数/iu;
// After Chinese scales a label may follow at once: 45.7万粉丝.
const NUMBER =
  /(?<![\d.,@])(\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[,.'’ ]\d{3})+|\d+(?:[.,]\d{1,2})?)(?:\s?([万千亿])\+?|\s?(k|m|w|mn|mil|bn|b|lakhs?|crores?|thousand|million)\+?(?![\d\p{L}])|\+?(?!\s?[万千亿])(?![\d\p{Script=Latin}]))/giu;
const scales: Readonly<Record<string, number>> = {
  k: 1000,
  thousand: 1000,
  千: 1000,
  万: 10_000,
  w: 10_000,
  lakh: 100_000,
  lakhs: 100_000,
  m: 1_000_000,
  mn: 1_000_000,
  mil: 1_000_000,
  million: 1_000_000,
  crore: 10_000_000,
  crores: 10_000_000,
  亿: 100_000_000,
  b: 1_000_000_000,
  bn: 1_000_000_000,
};

/** How far off a declared count may be, since pages round theirs and it changes from day to day. */
const SAME_WITHIN = 0.1;

interface Count {
  readonly value: number;
  readonly words: readonly ReadWord[];
}

/**
 * Looks for how many follow an account: a number beside the word for followers, above or below it, written out (12,345) or rounded
 * (12.3k, 1.2万). Found when it is about what was declared, or when nothing was; else unsure.
 */
export function findFollowers(rows: readonly TextRow[], claimed: number | null): Found {
  for (const row of rows) {
    const label = LABEL.exec(row.text);
    if (label === null) continue;
    const [start, end] = [label.index, label.index + label[0].length];
    const words = wordsBetween(row, start, end);
    const count = besides(row, start, end) ?? aboveOrBelow(rows, row, words);
    if (count === undefined) continue;
    const isNear = claimed === null || Math.abs(count.value - claimed) <= Math.max(claimed, count.value) * SAME_WITHIN;
    return { mark: isNear ? 'FOUND' : 'UNSURE', words: [...count.words, ...words], count: count.value };
  }
  return notFound;
}

/** The number right before the label, else the one right after it. */
function besides(row: TextRow, start: number, end: number): Count | undefined {
  const numbers = numbersIn(row);
  const before = numbers.find((one) => one.end <= start && row.text.slice(one.end, start).trim() === '');
  const after = numbers.find((one) => one.start >= end && /^[\s:：]*$/u.test(row.text.slice(end, one.start)));
  return before ?? after;
}

/** A number whose middle stands over or under the label's, nearer than any other. */
function aboveOrBelow(rows: readonly TextRow[], row: TextRow, label: readonly ReadWord[]): Count | undefined {
  const [first, last] = [label[0], label.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const middle = (first.left + last.left + last.width) / 2;
  const candidates = rows
    .filter((other) => other !== row && other.page === row.page)
    .flatMap(numbersIn)
    .flatMap((number) => {
      const [one, other] = [number.words[0], number.words.at(-1)];
      if (one === undefined || other === undefined) return [];
      const sideways = Math.abs((one.left + other.left + other.width) / 2 - middle);
      const apart = Math.abs(one.middle - first.middle);
      const isClose = apart < Math.max(first.height, one.height) * 4 && sideways < 0.1;
      return isClose ? [{ ...number, apart: apart + sideways }] : [];
    });
  return candidates.toSorted((one, other) => one.apart - other.apart)[0];
}

/** Nobody is followed by more, and GraphQL's Int holds no more. */
const MOST = 2 ** 31 - 1;

function numbersIn(row: TextRow) {
  return [...row.text.matchAll(NUMBER)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const value = readCount(match[1] ?? '', match[2] ?? match[3]);
    return value > MOST ? [] : [{ start, end, value, words: wordsBetween(row, start, end) }];
  });
}

/** What a count says: `12.3` with `k` is 12,300; `12.345` without is 12,345. */
export function readCount(number: string, suffix: string | undefined): number {
  const isGrouped = /^\d{1,3}(?:[,.'’ ]\d{3})+$|^\d{1,2}(?:,\d{2})+,\d{3}$/u.test(number);
  const value = Number(isGrouped ? number.replaceAll(/[,.'’ ]/gu, '') : number.replace(',', '.'));
  return Math.round(value * (suffix === undefined ? 1 : (scales[suffix.toLowerCase()] ?? 1)));
}
