import { addDays, isCalendarDay, type CalendarDay } from '../working-days.ts';
import { dayOf, findDates, MONTH_NAME, monthOf, type WrittenDay } from './find-dates.ts';
import { notFound, type Found, type StatementPeriod } from './finding.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

/** No statement covers more. */
const MOST_DAYS = 800;
/** From so many dated rows on, they tell what a statement roughly covers. */
const LEAST_DATED_ROWS = 3;

const BETWEEN = /^[\s,]*(?:-|–|—|−|~|～|to|until|till|through|thru|and|至|到)+[\s,]*(?:to[:\s]*)?$/iu;
/** Words that may stand between two days that are a period's beginning and end. */
const END_LABEL =
  /^[\s,;|]*(?:(?:period\s)?end(?:s|ing)?(?:\s?date)?|to(?:\s?date)?|until|till|through|截止日期|结束日期|终止日期|截止时间|结束时间|截至|至|止)\s*[:：]?\s*$/iu;
const START_LABEL =
  /(?:from|period|start(?:s|ing)?|begin(?:s|ning)?|between|起始日期|开始日期|起始时间|开始时间|起)(?:\s?(?:date|from))?\s*[:：]?\s*$/iu;
const PERIOD_LABEL = /period|statement|month|for the|期间|周期|账期|月份|月度|对账|账单|统计时间|时间段/iu;
const YEAR = '((?:19|20)\\d{2})';
const SHORT_START = `(\\d{1,2})(?:st|nd|rd|th)?\\s*(${MONTH_NAME})?`;

/**
 * Looks for the days that a statement covers: two days with no more than a dash, "to" or labels between them, or a month beside a
 * word for period. Where only the rows have dates, the first and the last of them are a guess, and marked so.
 */
export function findPeriod(rows: readonly TextRow[]): Found {
  const isMonthFirst = rows.some(({ text }) => saysMonthFirst(text));
  const found = rows.flatMap((row) => rangesIn(row, isMonthFirst));
  const best = found.find(({ isOpen }) => !isOpen) ?? found[0];
  if (best !== undefined) {
    return {
      mark: best.isOpen ? 'UNSURE' : 'FOUND',
      words: wordsBetween(best.row, best.start, best.end),
      period: best.period,
    };
  }
  return wholeMonth(rows) ?? spanOfRows(rows, isMonthFirst) ?? notFound;
}

interface Range {
  readonly row: TextRow;
  readonly start: number;
  readonly end: number;
  readonly period: StatementPeriod;
  /** Whether it could be other days as well, since it is not clear which number is the month. */
  readonly isOpen: boolean;
}

/** `01/31/2026` can't be written with the day first. */
function saysMonthFirst(text: string): boolean {
  return [...text.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(?:19|20)\d{2}(?!\d)/gu)].some(
    ([, first, second]) => Number(first) <= 12 && Number(second) > 12,
  );
}

function rangesIn(row: TextRow, isMonthFirst: boolean): Range[] {
  const days = findDates(row.text);
  const whole = days.slice(1).flatMap((last, index): Range[] => {
    const first = days[index];
    if (first === undefined || !areEnds(row.text, first, last)) return [];
    const period = spanOf(first, last, isMonthFirst);
    const isOpen = first.orElse !== undefined && last.orElse !== undefined && !isMonthFirst;
    return period === undefined ? [] : [{ row, start: first.start, end: last.end, period, isOpen }];
  });
  return [...whole, ...shortened(row, days)];
}

function areEnds(text: string, first: WrittenDay, last: WrittenDay): boolean {
  const between = text.slice(first.end, last.start);
  // A dash is easily overlooked.
  const isLabelled = PERIOD_LABEL.test(text.slice(0, first.start)) && between.trim() === '';
  return (
    isLabelled || BETWEEN.test(between) || (END_LABEL.test(between) && START_LABEL.test(text.slice(0, first.start)))
  );
}

function spanOf(first: WrittenDay, last: WrittenDay, isMonthFirst: boolean): StatementPeriod | undefined {
  const asWritten = periodOf(first.day, last.day);
  const turned = periodOf(first.orElse ?? first.day, last.orElse ?? last.day);
  return isMonthFirst ? (turned ?? asWritten) : (asWritten ?? turned);
}

/** `1 - 31 July 2026`, `1 July - 31 August 2026`, `July 1 to July 31, 2026`, `2026年7月1日至31日`, `2026年7月1日至8月31日`. */
function shortened(row: TextRow, days: readonly WrittenDay[]): Range[] {
  const { text } = row;
  return days.flatMap((day): Range[] => {
    const [year = '', month = ''] = day.day.split('-');
    const before = text.slice(0, day.start);
    const dayFirst = new RegExp(`(?<![\\d.,/-])${SHORT_START}\\s*(?:-|–|—|to|until)\\s*$`, 'iu').exec(before);
    const monthFirst = new RegExp(
      `(${MONTH_NAME})\\s*(\\d{1,2})(?:st|nd|rd|th)?,?\\s*(?:-|–|—|to|until|through)\\s*$`,
      'iu',
    ).exec(before);
    const after = /^\s*(?:-|–|—|~|至|到)\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*[日号]/u.exec(text.slice(day.end));
    if (monthFirst !== null) {
      return rangeTo(row, monthFirst.index, day.end, dayOf(year, monthOf(monthFirst[1]), monthFirst[2]), day.day);
    }
    if (dayFirst !== null) {
      const named = dayFirst[2] === undefined ? month : monthOf(dayFirst[2]);
      return rangeTo(row, dayFirst.index, day.end, dayOf(year, named, dayFirst[1]), day.day);
    }
    if (after === null) return [];
    return rangeTo(row, day.start, day.end + after[0].length, day.day, dayOf(year, after[1] ?? month, after[2]));
  });
}

function rangeTo(
  row: TextRow,
  start: number,
  end: number,
  from: CalendarDay | undefined,
  to: CalendarDay | undefined,
): Range[] {
  const period = from && to && periodOf(from, to);
  return period ? [{ row, start, end, period, isOpen: false }] : [];
}

/** A month that stands beside a word for period: `Statement for July 2026`, `账单月份 2026年7月`. */
function wholeMonth(rows: readonly TextRow[]): Found | undefined {
  const named = new RegExp(`(?<!\\p{L})(?<![\\d][\\s-]*)(${MONTH_NAME})\\s*,?\\s*${YEAR}(?!\\d)`, 'iu');
  const chinese = new RegExp(`(?<!\\d)${YEAR}\\s*年\\s*(\\d{1,2})\\s*月(?:份)?(?!\\s*\\d)`, 'u');
  for (const row of rows) {
    if (!PERIOD_LABEL.test(row.text)) continue;
    const [latin, han] = [named.exec(row.text), chinese.exec(row.text)];
    const match = latin ?? han;
    if (match === null) continue;
    const first = latin === null ? dayOf(match[1], match[2], '1') : dayOf(match[2], monthOf(match[1]), '1');
    const period = first && periodOf(first, lastOfMonth(first));
    if (period) return { mark: 'FOUND', words: wordsBetween(row, match.index, match.index + match[0].length), period };
  }
  return undefined;
}

function spanOfRows(rows: readonly TextRow[], isMonthFirst: boolean): Found | undefined {
  const dated = rows.flatMap((row) => {
    const [day] = findDates(row.text);
    return day === undefined ? [] : [{ row, day, at: isMonthFirst ? (day.orElse ?? day.day) : day.day }];
  });
  const inOrder = dated.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined || dated.length < LEAST_DATED_ROWS) return undefined;
  const period = periodOf(first.at, last.at);
  const words = [first, last].flatMap(({ row, day }) => wordsBetween(row, day.start, day.end));
  return period && { mark: 'UNSURE', words, period };
}

/** The days from one to another; undefined when they stand the wrong way round, or too far apart for a statement. */
export function periodOf(from: CalendarDay, to: CalendarDay): StatementPeriod | undefined {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return days >= 1 && days <= MOST_DAYS ? { from, to, days } : undefined;
}

function lastOfMonth(first: CalendarDay): CalendarDay {
  const next = addDays(first, 31);
  const firstOfNext = `${next.slice(0, 8)}01`;
  return isCalendarDay(firstOfNext) ? addDays(firstOfNext, -1) : first;
}
