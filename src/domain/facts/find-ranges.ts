import { addDays, isCalendarDay, type CalendarDay } from '../working-days.ts';
import { dayOf, findDates, HAN_DAY, MONTH_NAME, monthOf, YEAR, type WrittenDay } from './find-dates.ts';
import type { StatementPeriod } from './finding.ts';

/** Days from one to another as they stand in a text, from `start` to before `end`. */
export interface WrittenRange {
  readonly start: number;
  readonly end: number;
  readonly period: StatementPeriod;
  /** Whether it could be other days as well, since it is not clear which number is the month. */
  readonly isOpen: boolean;
}

/** Which number of `01/02/2026` is the month, where other dates of the page tell. */
export type MonthPlace = 'FIRST' | 'SECOND' | undefined;

/** No statement covers more. */
const MOST_DAYS = 800;

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s*|(?:周|星期)[一二三四五六日天]\\s*)';
const TIME = '(?:[\\sT,(]*\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\.?)?(?:\\s?(?:UTC|GMT|[A-Z]{1,2}ST))?\\)?)';
/** What parts the two days; `一` is how a dash is read among Chinese. */
const JOINER = '(?:[-–—−―~～〜∼→一_]+>?|to|until|till|til|through|thru|up\\sto|upto|起?[至到]|起\\s?[-–—~])';
const INSTEAD = `[\\s,()\\[\\]"起止]*${TIME}?[\\s,()\\[\\]"]*(?:inclusive)?`;
const BETWEEN = new RegExp(`^${INSTEAD}${JOINER}+[\\s:]*(?:to[:\\s]*)?[\\s(\\[]*${WEEKDAY}?$`, 'iu');
const AND = /^[\s,]*(?:and|&)\s*$/iu;
/** As ISO 8601 writes an interval. */
const SLASH = /^\s?\/\s?$/u;
const BEFORE_AND = /(?:between|from)[\s:]*$/iu;

/** The ranges that are written in a text, in whichever notation. */
export function findRanges(text: string, monthPlace: MonthPlace): WrittenRange[] {
  const days = findDates(text);
  const whole = days.slice(1).flatMap((last, index): WrittenRange[] => {
    const first = days[index];
    return first !== undefined && areJoined(text, first, last) ? rangeOf(first, last, monthPlace) : [];
  });
  const short = days.flatMap((day) => [...endingWith(text, day, monthPlace), ...beginningWith(text, day)]);
  const others = [...short, ...sharingAll(text), ...ofMonths(text)];
  return [...whole, ...others.filter(({ start, end }) => !whole.some((one) => one.start < end && start < one.end))];
}

/** A range of two written days, either of which may be open. */
export function rangeOf(first: WrittenDay, last: WrittenDay, monthPlace: MonthPlace): WrittenRange[] {
  const asWritten = periodOf(first.day, last.day);
  const turned = periodOf(first.orElse ?? first.day, last.orElse ?? last.day);
  const period = monthPlace === 'FIRST' ? (turned ?? asWritten) : (asWritten ?? turned);
  const isOpen =
    first.orElse !== undefined &&
    last.orElse !== undefined &&
    monthPlace === undefined &&
    asWritten !== undefined &&
    turned !== undefined;
  return period === undefined ? [] : [{ start: first.start, end: last.end, period, isOpen }];
}

function areJoined(text: string, first: WrittenDay, last: WrittenDay): boolean {
  const between = text.slice(first.end, last.start);
  if (SLASH.test(between)) return !text.slice(first.start, first.end).includes('/') || between.length > 2;
  return BETWEEN.test(between) || (AND.test(between) && BEFORE_AND.test(text.slice(0, first.start)));
}

const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const JOINER_OR_AND = `(?:${JOINER}|(?<=between\\s.{1,20})and)`;
const dayBefore = new RegExp(
  `(?<![\\d.,/-])${DAY}\\s*(?:of\\s)?(${MONTH_NAME})?\\s*${JOINER_OR_AND}\\s*${WEEKDAY}?$`,
  'iu',
);
const nameBefore = new RegExp(`(?<![A-Za-z])(${MONTH_NAME})\\s*${DAY},?\\s*${JOINER_OR_AND}\\s*${WEEKDAY}?$`, 'iu');
const numbersBefore = new RegExp(`(?<![\\d.,/-])(\\d{1,2})([./])(\\d{1,2})\\.?\\s*${JOINER}\\s*$`, 'iu');
const hanBefore = new RegExp(`(?<!\\d|年\\s*)(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*${HAN_DAY}?\\s*${JOINER}\\s*$`, 'iu');

/** `1 - 31 July 2026`, `1 July - 31 August 2026`, `July 1 to July 31, 2026`, `01.07. - 31.07.2026`: the year stands once, at the end. */
function endingWith(text: string, day: WrittenDay, monthPlace: MonthPlace): WrittenRange[] {
  const [, month = ''] = day.day.split('-');
  const before = text.slice(0, day.start);
  const named = nameBefore.exec(before);
  if (named !== null) return upTo(named.index, monthOf(named[1]), named[2], day);
  const first = dayBefore.exec(before);
  if (first !== null) return upTo(first.index, first[2] === undefined ? month : monthOf(first[2]), first[1], day);
  const han = hanBefore.exec(before);
  if (han !== null) return upTo(han.index, han[1], han[2], day);
  const numbers = numbersBefore.exec(before);
  if (numbers === null) return [];
  const isTurned = numbers[2] === '/' && (monthPlace === 'FIRST' || Number(numbers[3]) > 12);
  const [date, its] = isTurned ? [numbers[3], numbers[1]] : [numbers[1], numbers[3]];
  const isOpen = monthPlace === undefined && !isTurned && day.orElse !== undefined;
  return upTo(numbers.index, its, date, day).map((range) => ({ ...range, isOpen }));
}

/** From a day whose year is that of the last day, or the one before, where it goes over New Year. */
function upTo(start: number, month: string | undefined, date: string | undefined, last: WrittenDay): WrittenRange[] {
  const year = Number(last.day.slice(0, 4));
  for (const its of [year, year - 1]) {
    const range = rangeTo(start, last.end, dayOf(String(its), month, date), last.day);
    if (range.length > 0) return range;
  }
  return [];
}

const after = new RegExp(
  `^\\s*${JOINER}\\s*(?:(\\d{1,2})\\s*月\\s*(\\d{1,2})|(\\d{1,2})(?=\\s*${HAN_DAY})|(\\d{1,2})[-/.](\\d{1,2}))(?!\\d|[-/.:]\\d)(?:\\s*${HAN_DAY})?`,
  'iu',
);

/** `2026年7月1日至31日`, `2026年7月1日至8月31日`, `2026-07-01 ~ 07-31`: the year stands once, at the beginning. */
function beginningWith(text: string, day: WrittenDay): WrittenRange[] {
  const [year = '', month = ''] = day.day.split('-');
  const found = after.exec(text.slice(day.end));
  if (found === null || !new RegExp(`^${YEAR}`, 'u').test(text.slice(day.start))) return [];
  const last = dayOf(year, found[1] ?? found[4] ?? month, found[2] ?? found[3] ?? found[5]);
  return rangeTo(day.start, day.end + found[0].length, day.day, last);
}

const nameOnce = new RegExp(
  `(?<![A-Za-z])(${MONTH_NAME})\\s*${DAY}\\s*${JOINER}\\s*(?:(${MONTH_NAME})\\s*)?${DAY}(?:[\\s,]+)(${YEAR})(?!\\d)`,
  'giu',
);

/** `July 1 - 31, 2026`. */
function sharingAll(text: string): WrittenRange[] {
  return [...text.matchAll(nameOnce)].flatMap((match) => {
    const [all, month, first, other, last, year] = match;
    const to = dayOf(year, monthOf(other ?? month), last);
    return to === undefined
      ? []
      : upTo(match.index, monthOf(month), first, { start: match.index, end: match.index + all.length, day: to });
  });
}

const namedMonths = new RegExp(
  `(?<![A-Za-z])(?<!\\d[\\s-]*)(?<first>${MONTH_NAME})[\\s,]*(?<year>${YEAR})?\\s*${JOINER}\\s*(?<last>${MONTH_NAME})[\\s,]*(?<end>${YEAR})(?!\\d)`,
  'giu',
);
const hanMonths = new RegExp(
  `(?<!\\d)(?<year>${YEAR})\\s*年\\s*(?<first>\\d{1,2})\\s*月?份?\\s*${JOINER}\\s*(?:(?<end>${YEAR})\\s*年\\s*)?(?<last>\\d{1,2})\\s*月(?!\\s*\\d)`,
  'giu',
);
const isoMonths = new RegExp(
  `(?<![\\d/.-])(?<year>${YEAR})(?<mark>[-/.])(?<first>\\d{2})\\s*${JOINER}\\s*(?<end>${YEAR})\\k<mark>(?<last>\\d{2})(?![\\d]|[-/.]\\d)`,
  'giu',
);

/** `January - March 2026`, `2026年1月至3月`, `2026-01 ~ 2026-03`: from the first day of one month to the last of another. */
function ofMonths(text: string): WrittenRange[] {
  return [namedMonths, hanMonths, isoMonths].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { first, last, year, end } = match.groups ?? {};
      const to = dayOf(end ?? year, numberOf(last), '1');
      const from = dayOf(year ?? end, numberOf(first), '1');
      return rangeTo(match.index, match.index + match[0].length, from, to && lastOfMonth(to));
    }),
  );
}

function numberOf(month: string | undefined): string | undefined {
  return /\d/u.test(month ?? '') ? month : monthOf(month);
}

function rangeTo(
  start: number,
  end: number,
  from: CalendarDay | undefined,
  to: CalendarDay | undefined,
): WrittenRange[] {
  const period = from && to && periodOf(from, to);
  return period ? [{ start, end, period, isOpen: false }] : [];
}

/** The days from one to another; undefined when they stand the wrong way round, or too far apart for a statement. */
export function periodOf(from: CalendarDay, to: CalendarDay): StatementPeriod | undefined {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return days >= 1 && days <= MOST_DAYS ? { from, to, days } : undefined;
}

/** The last day of a month, of its first. */
export function lastOfMonth(first: CalendarDay): CalendarDay {
  const next = addDays(first, 31);
  const firstOfNext = `${next.slice(0, 8)}01`;
  return isCalendarDay(firstOfNext) ? addDays(firstOfNext, -1) : first;
}
