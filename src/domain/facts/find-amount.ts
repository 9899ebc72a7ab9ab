import { notFound, type Found } from './finding.ts';
import { findAmounts, onlyCurrency, type WrittenAmount } from './parse-amount.ts';
import type { ReadWord } from './read-word.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

/** What stands beside an amount that sums a statement up: what came in is preferred, then totals, then the last balance. */
const labels: readonly RegExp[] = [
  /(?:total|sum of|gross|net)\s(?:of\s)?(?:all\s)?(?:credits?|deposits?|incoming(?:\spayments?)?|income|receipts?|received|payments? in|sales|revenue|turnover|earnings|payouts?)|(?:money|paid|payments?) in\b|deposits and (?:other\s)?(?:additions|credits)|\b(?:revenue|turnover)\b|amount paid out|收入(?:合计|总额|总计|金额)|总收入|(?:贷方|进账|入账|收款)(?:合计|总额|发生额)|(?:成交|交易|销售|收款)(?:总额|金额合计)|销售额|成交额|营业额|流水(?:合计|总额)/iu,
  /\b(?:grand\s|overall\s)?total\b(?!\s(?:debits?|withdrawals?|fees?|out|charges?|outgoing|orders?|refunds?|taxe?s?))|合计|总计|总额|共计|累计金额/iu,
  /(?:closing|ending|final|new|current)\sbalance|balance (?:c\/f|carried forward|at end)|期[末未]余|本期余额|账户余额|余额/iu,
];
/** A balance is what is left, not what moved: it is shown, and never sure. */
const BALANCE = 2;
/** What is no sum of a statement although it looks like one. */
const unwanted =
  /opening|brought forward|b\/f|previous|outgoing|withdraw|debits?|fees?\b|charges|refund|money out|paid out to|tax\b|期初|上期|支出|借方|手续费|退款/iu;

interface Labelled {
  readonly row: TextRow;
  readonly start: number;
  readonly end: number;
  readonly rank: number;
}

/**
 * Looks for the amount that sums a statement up: one that stands to the right of a label such as "Total credits", or below it, as on
 * cards. Without a label, or without a currency on the whole page, it is not sure; plain numbers are never taken.
 */
export function findAmount(rows: readonly TextRow[]): Found {
  const pageCurrency = onlyCurrency(rows.map(({ text }) => text));
  const labelled = rows.flatMap(labelsIn).toSorted((one, other) => one.rank - other.rank);
  let unsure: Found | undefined;
  for (const label of labelled) {
    const value = valueRightOf(label) ?? valueBelow(label, rows);
    if (value === undefined) continue;
    const { amount } = value;
    const currency = amount.currency ?? pageCurrency;
    const words = [...wordsBetween(label.row, label.start, label.end), ...value.words];
    const found = { words, ...(currency === null ? {} : { amount: { amount: amount.amount, currency } }) };
    const isSum = label.rank < BALANCE && amount.isMoney && !amount.isDoubtful;
    if (currency !== null && isSum) return { mark: 'FOUND', ...found };
    unsure ??= { mark: 'UNSURE', ...found };
  }
  return unsure ?? notFound;
}

/** The labels of a row, each with its rank; one that is part of a better one, or of something unwanted, does not count. */
function labelsIn(row: TextRow): Labelled[] {
  const found: Labelled[] = [];
  for (const [rank, pattern] of labels.entries()) {
    for (const match of row.text.matchAll(new RegExp(pattern, 'giu'))) {
      const [start, end] = [match.index, match.index + match[0].length];
      const isTaken = found.some((one) => one.start < end && start < one.end);
      if (!isTaken && !unwanted.test(cellAround(row.text, start, end))) {
        found.push({ row, start, end, rank });
      }
    }
  }
  return found;
}

/** The cell of a table in which a label stands, up to its first digit. */
function cellAround(text: string, start: number, end: number): string {
  const from = text.lastIndexOf('  ', start) + 1;
  const to = text.indexOf('  ', end);
  return text.slice(from, to < 0 ? undefined : to).replace(/\d.*$/u, '');
}

interface Value {
  readonly amount: WrittenAmount;
  readonly words: readonly ReadWord[];
}

function valueRightOf({ row, end, start }: Labelled): Value | undefined {
  const next = findAmounts(row.text).find((one) => one.start >= end && one.isMoney);
  if (next === undefined) return undefined;
  // Another label in between has that amount for itself.
  const between = row.text.slice(end, next.start);
  if (labels.some((label) => label.test(between)) || unwanted.test(between)) return undefined;
  const words = wordsBetween(row, next.start, next.end);
  return isSameCell(row, start, words[0]) ? { amount: next, words } : undefined;
}

/** Whether nothing of a card's grid lies in between: cards stand side by side, with their values below their labels. */
function isSameCell(row: TextRow, start: number, value: ReadWord | undefined): boolean {
  const label = row.words[row.wordAt[start] ?? 0];
  return value !== undefined && label !== undefined && value.height < label.height * 2.2;
}

/** How far below its label a value may stand, in heights of the label. */
const MOST_BELOW = 5;

function valueBelow({ row, start, end }: Labelled, rows: readonly TextRow[]): Value | undefined {
  const label = wordsBetween(row, start, end);
  const [first, last] = [label[0], label.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { middle, height } = first;
  const [left, right] = [first.left - 0.02, Math.max(last.left + last.width, first.left + 0.12) + 0.04];
  const below = rows
    .map((candidate) => ({ candidate, below: (candidate.words[0]?.middle ?? 0) - middle }))
    .filter(
      ({ candidate, below: apart }) =>
        candidate.page === row.page && apart > height * 0.7 && apart < height * MOST_BELOW,
    )
    .toSorted((one, other) => one.below - other.below)
    .map(({ candidate }) => candidate);
  for (const candidate of below) {
    for (const amount of findAmounts(candidate.text)) {
      const words = wordsBetween(candidate, amount.start, amount.end);
      const [one] = words;
      if (one !== undefined && amount.isMoney && one.left >= left && one.left <= right) return { amount, words };
    }
  }
  return undefined;
}
