import { findDates } from './find-dates.ts';
import { findRanges, periodOf, type MonthPlace, type WrittenRange } from './find-ranges.ts';
import { notFound, type Found } from './finding.ts';
import { findLabelledDays } from './labelled-days.ts';
import { findAmounts } from './parse-amount.ts';
import { isOfOtherDays, isPeriodLabel } from './period-labels.ts';
import { cellAround, wordsBetween, type TextRow } from './text-row.ts';
import { findEndedPeriods, findWholePeriods } from './whole-periods.ts';

/** From so many dated rows on, they tell what a statement roughly covers. */
const LEAST_DATED_ROWS = 3;

/**
 * Looks for the days that a statement covers: two days with no more than a dash, "to" or labels between them, or a month, a quarter
 * or the like beside a word for period. What belongs to a payment, to an offer or to another statement is never sure, nor is one of
 * several periods that no label tells apart. Where only the rows have dates, the first and the last of them are a guess, and marked so.
 */
export function findPeriod(rows: readonly TextRow[]): Found {
  const monthPlace = monthPlaceOf(rows);
  const among = (find: (row: TextRow) => readonly WrittenRange[]) =>
    rows.flatMap((row, at) => find(row).map((range) => placed(range, row, rows[at - 1])));
  const ranges = among(({ text }) => findRanges(text, monthPlace));
  const overlooked = among((row) => withoutDash(row, monthPlace));
  const ended = among(({ text }) => findEndedPeriods(text));
  const whole = among(({ text }) => findWholePeriods(text));
  const said = [...ranges, ...overlooked].filter(isSaid);
  const labelled: readonly Candidate[] = findLabelledDays(rows, monthPlace).map((days) => ({
    ...days,
    standing: 'SAID',
  }));
  const bare = ranges.filter(({ standing }) => standing === 'BARE');
  const months = whole.filter(isSaid);
  const best =
    firstClosed([...said, ...labelled]) ??
    firstClosed(ended.filter(({ standing }) => standing !== 'OTHER')) ??
    onlyClosed(bare) ??
    onlyClosed(months) ??
    onlyClosed(whole.filter((one) => one.isLine && standsForRows(one, rows, monthPlace)));
  if (best !== undefined) return { mark: 'FOUND', words: best.words, period: best.period };
  const guess = [...said, ...labelled, ...bare, ...months][0] ?? whole.find(({ isLine }) => isLine) ?? ranges[0];
  if (guess !== undefined) return { mark: 'UNSURE', words: guess.words, period: guess.period };
  return spanOfRows(rows, monthPlace) ?? notFound;
}

/** A period, and what is said of it: that it is the statement's, nothing, or that it is something else's. */
interface Candidate extends Pick<WrittenRange, 'period' | 'isOpen'> {
  readonly words: Found['words'];
  readonly standing: 'SAID' | 'BARE' | 'OTHER';
  /** Whether it is a line of its own. */
  readonly isLine?: boolean;
}

function placed({ start, end, period, isOpen }: WrittenRange, row: TextRow, above: TextRow | undefined): Candidate {
  const [before, after] = [row.text.slice(0, start), row.text.slice(end)];
  const cell = cellAround(row.text, start, end);
  const around = `${row.text.slice(cell.start, start)} ${row.text.slice(end, cell.end)}`;
  const isAlone = around.trim() === '';
  const over = isAlone && above?.page === row.page && findDates(above.text).length === 0 ? above.text : '';
  const standing =
    isOfOtherDays(around) || (isAlone && isOfOtherDays(lastCell(before) || over))
      ? 'OTHER'
      : standingOf(before, after, over, row.text);
  return {
    period,
    isOpen,
    words: wordsBetween(row, start, end),
    standing,
    isLine: !/[\p{L}\p{N}]/u.test(before + after),
  };
}

function standingOf(before: string, after: string, over: string, text: string): Candidate['standing'] {
  // A payment may be for a period of its own.
  const isPayment = findAmounts(text).some(({ isSurelyMoney }) => isSurelyMoney);
  if (isPeriodLabel(before) || isPeriodLabel(after))
    return isPayment && !/period|statement|期间|周期|对账|起止/iu.test(text) ? 'OTHER' : 'SAID';
  if (isPayment) return 'OTHER';
  return isPeriodLabel(over) ? 'SAID' : 'BARE';
}

function lastCell(before: string): string {
  return before.trim().split(/ {2,}/u).at(-1) ?? '';
}

function isSaid({ standing }: Candidate): boolean {
  return standing === 'SAID';
}

function firstClosed(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ isOpen }) => !isOpen);
}

/** The first one, unless others say otherwise. */
function onlyClosed(candidates: readonly Candidate[]): Candidate | undefined {
  const closed = candidates.filter(({ isOpen }) => !isOpen);
  return new Set(closed.map(({ period }) => `${period.from} ${period.to}`)).size === 1 ? closed[0] : undefined;
}

/** Two days beside a word for period, with nothing between them: a dash is easily overlooked. */
function withoutDash({ text }: TextRow, monthPlace: MonthPlace): WrittenRange[] {
  const days = findDates(text);
  const [first, last] = days;
  if (first === undefined || last === undefined || days.length !== 2) return [];
  const isLabelled = isPeriodLabel(text.slice(0, first.start)) && text.slice(first.end, last.start).trim() === '';
  return isLabelled
    ? findRanges(`${text.slice(0, first.end)} - ${text.slice(last.start)}`, monthPlace).map((range) => ({
        ...range,
        start: first.start,
        end: last.end,
      }))
    : [];
}

/** Where the month stands in `01/02/2026`, as other dates of the page tell, such as `01/31/2026`. */
function monthPlaceOf(rows: readonly TextRow[]): MonthPlace {
  const pairs = rows.flatMap(({ text }) =>
    [...text.matchAll(/(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:(?:19|20)\d{2}|[1-4]\d)(?![\d/-])/gu)].map(
      ([, first, , second]) => [Number(first), Number(second)] as const,
    ),
  );
  const isFirst = pairs.some(([first, second]) => first <= 12 && second > 12);
  const isSecond = pairs.some(([first, second]) => first > 12 && second <= 12);
  return isFirst ? 'FIRST' : isSecond ? 'SECOND' : undefined;
}

function datedRows(rows: readonly TextRow[], monthPlace: MonthPlace) {
  return rows.flatMap((row) => {
    const [day] = findDates(row.text);
    return day === undefined ? [] : [{ row, day, at: monthPlace === 'FIRST' ? (day.orElse ?? day.day) : day.day }];
  });
}

/** Whether the dates of the rows all lie in a period: then a line that names it says what they are. */
function standsForRows({ period }: Candidate, rows: readonly TextRow[], monthPlace: MonthPlace): boolean {
  const dated = datedRows(rows, monthPlace);
  return dated.length >= LEAST_DATED_ROWS && dated.every(({ at }) => at >= period.from && at <= period.to);
}

function spanOfRows(rows: readonly TextRow[], monthPlace: MonthPlace): Found | undefined {
  const dated = datedRows(rows, monthPlace);
  const inOrder = dated.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined || dated.length < LEAST_DATED_ROWS) return undefined;
  const period = periodOf(first.at, last.at);
  const words = [first, last].flatMap(({ row, day }) => wordsBetween(row, day.start, day.end));
  return period && { mark: 'UNSURE', words, period };
}
