import { isCalendarDay, type CalendarDay } from '../working-days.ts';

/** A day as it stands in a text, from `start` to before `end`. */
export interface WrittenDay {
  readonly start: number;
  readonly end: number;
  readonly day: CalendarDay;
  /** The day that it also could be, when it is not clear which number is the month. */
  readonly orElse?: CalendarDay;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `Sept`, `September` and the like: three letters, and what may follow them. */
export const MONTH_NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
/** A year of four digits. */
export const YEAR = '(?:19|20)\\d{2}';
/** 日, and what it is misread as. */
export const HAN_DAY = '[日号曰百目]';

const yearFirst = new RegExp(`(?<!\\d)(${YEAR})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{1,2})(?!\\d)`, 'giu');
const chinese = new RegExp(
  `(?<!\\d)(${YEAR})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})(?!\\d)(?:\\s*${HAN_DAY})?`,
  'giu',
);
const yearLast = new RegExp(`(?<![\\d./-])(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(${YEAR})(?!\\d)`, 'giu');
// Hyphens part sort codes, too: 20-12-26.
const shortYear = /(?<![\d./])(\d{1,2})([/.])(\d{1,2})\2([1-4]\d)(?![\d/]|\.\d)/gu;
const dayName = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[\\s/-]*(?:of\\s)?(${MONTH_NAME})(?:[\\s,/-]*(${YEAR})(?!\\d)|(?:[\\s/-]|,\\s)?['’]?([1-4]\\d)(?![\\d:.,]|\\s*(?:of\\s)?${MONTH_NAME}))`,
  'giu',
);
const nameDay = new RegExp(
  `(?<![A-Za-z])(${MONTH_NAME})[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?(?:[\\s,]+|-)(${YEAR})(?!\\d)`,
  'giu',
);
const yearName = new RegExp(`(?<!\\d)(${YEAR})[\\s-]+(${MONTH_NAME})[\\s-]+(\\d{1,2})(?!\\d)`, 'giu');
const compact = /(?<![\dA-Za-z#.,]|(?<!20\d{6}\s?)-)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d|[.,]\d)/gu;

/**
 * The days that are written in a text, in the usual notations of English and Chinese, in order. `01/02/2026` is taken with the day
 * first, as most of the world writes it, and says which day it could be else; with dots nobody writes the month first.
 */
export function findDates(text: string): WrittenDay[] {
  const found = [
    ...matched(text, yearFirst, ([, year, , month, day]) => ({ year, month, day })),
    ...matched(text, chinese, ([, year, month, day]) => ({ year, month, day })),
    ...matched(text, yearLast, ([, day, mark, month, year]) => ({ year, month, day, isOpen: mark !== '.' })),
    ...matched(text, shortYear, ([, day, mark, month, year]) => ({
      year: full(year),
      month,
      day,
      isOpen: mark !== '.',
    })),
    ...matched(text, dayName, ([, day, name, year, short]) => ({
      year: full(year ?? short),
      month: monthOf(name),
      day,
    })),
    ...matched(text, nameDay, ([, name, day, year]) => ({ year, month: monthOf(name), day })),
    ...matched(text, yearName, ([, year, name, day]) => ({ year, month: monthOf(name), day })),
    ...matched(text, compact, ([, year, month, day]) => ({ year, month, day })),
  ];
  const inOrder = found.toSorted((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return inOrder.filter((one) => {
    const isNew = one.start >= end;
    if (isNew) ({ end } = one);
    return isNew;
  });
}

/** A year that may be written with two digits, '26. */
function full(year: string | undefined): string {
  const digits = (year ?? '').replaceAll(/\D/gu, '');
  return digits.length === 2 ? `20${digits}` : digits;
}

/** The number of a month's name, '1' to '12'; '0' for what is none. */
export function monthOf(name: string | undefined): string {
  return String(months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

/** The day of these numbers; undefined when there is none, such as February 30th. */
export function dayOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): CalendarDay | undefined {
  const text = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isCalendarDay(text) ? text : undefined;
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  /** Whether day and month may stand the other way round. */
  readonly isOpen?: boolean;
}

function matched(
  text: string,
  pattern: RegExp,
  partsOf: (match: readonly (string | undefined)[]) => Parts,
): WrittenDay[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { year, month, day, isOpen } = partsOf(match);
    const first = dayOf(year, month, day);
    const other = isOpen === true ? dayOf(year, day, month) : undefined;
    const taken = first ?? other;
    if (taken === undefined) return [];
    const place = { start: match.index, end: match.index + match[0].length, day: taken };
    return [first !== undefined && other !== undefined && other !== first ? { ...place, orElse: other } : place];
  });
}
