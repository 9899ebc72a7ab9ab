import {
  amountRanks,
  holdsLabel,
  isListHead,
  isTotalRow,
  isUnwanted,
  labelsIn,
  type AmountLabel,
} from './amount-labels.ts';
import { cellsBelow, type ColumnCell } from './column.ts';
import { currenciesOf, CURRENCY, currencyOf, type PageCurrencies } from './currencies.ts';
import { findDates } from './find-dates.ts';
import { notFound, type Found } from './finding.ts';
import { findAmounts, inMinorUnits, isDoubtful, type WrittenAmount } from './parse-amount.ts';
import type { ReadWord } from './read-word.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

/** No statement has more labels; what has is not read to its end. */
const MOST_LABELS = 500;

/**
 * Looks for the amount that sums a statement up: one that stands to the right of a label such as "Total credits", or below it, as on
 * cards, or at the end of the column that it heads. What came in is preferred, then totals, then the last balance, which is never
 * sure. Nor is an amount without a currency on the whole page, a negative one, or one of several totals; plain numbers are never
 * taken.
 */
export function findAmount(rows: readonly TextRow[]): Found {
  const page = currenciesOf(rows.map(({ text }) => text));
  const labels = rows.flatMap(labelsIn).slice(0, MOST_LABELS);
  let unsure: Found | undefined;
  for (const rank of amountRanks) {
    const found = labels
      .filter((label) => label.rank === rank)
      .flatMap((label) => {
        const value = valueOf(label, rows);
        return value === undefined ? [] : [judged(label, value, page)];
      });
    const sure = found.filter(({ mark }) => mark === 'FOUND');
    const [first] = sure;
    const isOne = new Set(sure.map(({ amount }) => amount?.amount)).size === 1;
    if (first !== undefined && (isOne || rank === 'CAME_IN' || rank === 'NET')) return first;
    const [shown] = [...sure, ...found];
    if (shown !== undefined) unsure ??= { ...shown, mark: 'UNSURE' };
  }
  return unsure ?? notFound;
}

interface Value {
  readonly amount: WrittenAmount;
  readonly words: readonly ReadWord[];
  /** Whether other amounts stand there, too, of which it is not known what they are. */
  readonly isOneOfSeveral?: boolean;
}

function judged(label: AmountLabel, { amount, words, isOneOfSeveral = false }: Value, page: PageCurrencies): Found {
  const beside = currencyOf(
    label.row.text.slice(label.start).match(new RegExp(`^[^\\d]{0,40}?\\(?(${CURRENCY})\\)?`, 'iu'))?.[1],
  );
  const named = amount.named ?? beside;
  const currency = named === undefined ? page.only : page.meaning(named);
  const isSum = label.rank !== 'LEFT' && amount.isMoney && !amount.isNegative && !isOneOfSeveral;
  const isSure = currency !== null && isSum && !isDoubtful(amount, currency);
  return {
    mark: isSure ? 'FOUND' : 'UNSURE',
    words: [...new Set([...wordsBetween(label.row, label.start, label.end), ...words])],
    ...(currency === null ? {} : { amount: { amount: inMinorUnits(amount, currency), currency } }),
  };
}

function valueOf(label: AmountLabel, rows: readonly TextRow[]): Value | undefined {
  if (label.rank === 'COLUMN') return totalBelow(cellsBelow(wordsOf(label), rows));
  // A payment's own words are no sum.
  if (label.rank === 'WEAK' && findDates(label.row.text).length > 0) return undefined;
  return valueRightOf(label) ?? valueBelow(label, rows);
}

function wordsOf({ row, phrase }: AmountLabel): ReadWord[] {
  return wordsBetween(row, phrase.start, phrase.end);
}

function valueRightOf(label: AmountLabel): Value | undefined {
  const { row, start, end } = label;
  const amounts = findAmounts(row.text).filter((one) => one.start >= end && one.isMoney);
  const [first, second] = amounts;
  if (first === undefined) return undefined;
  // Another label in between has that amount for itself.
  const between = row.text.slice(end, first.start).replaceAll(/\([^)]*\)/gu, '');
  if (holdsLabel(between) || isUnwanted(between)) return undefined;
  // How many there were may stand before how much it was.
  const isCount = !first.isSurelyMoney && second?.isSurelyMoney && isBlank(row.text.slice(first.end, second.start));
  const amount = isCount ? second : first;
  const words = wordsBetween(row, amount.start, amount.end);
  if (!isSameCell(row, start, words[0])) return undefined;
  const others = amounts.filter((one) => one !== amount && one.isSurelyMoney && one.value !== amount.value);
  return { amount, words, isOneOfSeveral: label.rank === 'TOTAL' && others.length > 0 };
}

function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

/** Whether nothing of a card's grid lies in between: cards stand side by side, with their values below their labels. */
function isSameCell(row: TextRow, start: number, value: ReadWord | undefined): boolean {
  const label = row.words[row.wordAt[start] ?? 0];
  return value !== undefined && label !== undefined && value.height < label.height * 2.2;
}

/** How far below its label a value may stand, in heights of the label. */
const MOST_BELOW = 5;

function valueBelow(label: AmountLabel, rows: readonly TextRow[]): Value | undefined {
  const cells = cellsBelow(wordsOf(label), rows);
  const index = cells.findIndex((cell) => amountIn(cell) !== undefined || isLabel(cell));
  const cell = cells[index];
  if (cell === undefined || cell.below >= MOST_BELOW) return undefined;
  const value = amountIn(cell);
  if (value === undefined) return undefined;
  const next = cells[index + 1];
  const isListed = isListHead(label.row) || findDates(cell.row.text).length > 0 || (next && isAmountAlone(next));
  return isListed ? totalBelow(cells) : value;
}

/** The amount of a column in the row that sums it up. */
function totalBelow(cells: readonly ColumnCell[]): Value | undefined {
  const total = cells.find(({ row }) => isTotalRow(row));
  return total && amountIn(total);
}

function amountIn({ row, words }: ColumnCell): Value | undefined {
  for (const amount of findAmounts(row.text)) {
    const its = wordsBetween(row, amount.start, amount.end);
    if (amount.isMoney && its.some((word) => words.includes(word))) return { amount, words: its };
  }
  return undefined;
}

function textOf({ words }: ColumnCell): string {
  return words.map(({ text }) => text.normalize('NFKC')).join(' ');
}

function isLabel(cell: ColumnCell): boolean {
  return holdsLabel(textOf(cell)) || isUnwanted(textOf(cell));
}

function isAmountAlone(cell: ColumnCell): boolean {
  return amountIn(cell) !== undefined && !/\p{L}{4}|\p{Script=Han}/u.test(textOf(cell));
}
