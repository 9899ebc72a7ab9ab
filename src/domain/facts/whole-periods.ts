import { addDays, isCalendarDay, type CalendarDay } from '../working-days.ts';
import { dayOf, findDates, MONTH_NAME, monthOf, YEAR } from './find-dates.ts';
import { lastOfMonth, periodOf, type WrittenRange } from './find-ranges.ts';

const ORDINALS = ['first|1st|一|1', 'second|2nd|二|2', 'third|3rd|三|3', 'fourth|4th|四|4'];
const ORDINAL = ORDINALS.join('|');

interface Named {
  readonly year: string | undefined;
  /** Its first month, from 1. */
  readonly month: number;
  readonly months: number;
}

type Groups = Readonly<Record<string, string | undefined>>;
const rules: readonly (readonly [RegExp, (groups: Groups) => Named])[] = [
  [
    new RegExp(`(?<![A-Za-z])(?<!\\d[\\s-]*)(?<month>${MONTH_NAME})[\\s,'-]*(?<year>${YEAR})(?!\\d)`, 'giu'),
    ({ year, month }) => ({ year, month: Number(monthOf(month)), months: 1 }),
  ],
  [
    new RegExp(`(?<!\\d)(?<year>${YEAR})\\s*年\\s*(?:度\\s*)?(?<month>\\d{1,2})\\s*月(?!\\s*\\d)`, 'giu'),
    ({ year, month }) => ({ year, month: Number(month), months: 1 }),
  ],
  [
    new RegExp(`(?<![\\d.,/-])(?<year>${YEAR})\\s?[-/.]\\s?(?<month>0[1-9]|1[0-2])(?!\\d|\\s?[-/.,]\\s?\\d)`, 'giu'),
    ({ year, month }) => ({ year, month: Number(month), months: 1 }),
  ],
  [
    new RegExp(`(?<![\\d.,/-])(?<month>0[1-9]|1[0-2])\\s?[/.-]\\s?(?<year>${YEAR})(?!\\d|[-/.,]\\d)`, 'giu'),
    ({ year, month }) => ({ year, month: Number(month), months: 1 }),
  ],
  [
    /(?<=(?:月份?|\bmonth)\s?:?\s?)(?<year>20\d{2})(?<month>0[1-9]|1[0-2])(?!\d)/giu,
    ({ year, month }) => ({ year, month: Number(month), months: 1 }),
  ],
  [
    new RegExp(
      `\\bQ(?<part>[1-4])[\\s,/-]*(?<year>${YEAR})(?!\\d)|(?<!\\d)(?<year2>${YEAR})[\\s,/-]*Q(?<part2>[1-4])\\b`,
      'giu',
    ),
    (groups) => partOf(groups, 3),
  ],
  [
    new RegExp(
      `\\b(?<part>${ORDINAL})\\s+quarter,?\\s+(?:of\\s+)?(?<year>${YEAR})(?!\\d)|(?<!\\d)(?<year2>${YEAR})\\s*年?\\s*第?\\s*(?<part2>${ORDINAL})\\s*季度?`,
      'giu',
    ),
    (groups) => partOf(groups, 3),
  ],
  [
    new RegExp(
      `\\b(?<part>first|second|1st|2nd)\\s+half,?\\s+(?:of\\s+)?(?<year>${YEAR})(?!\\d)|\\bH(?<half>[12])\\s*(?<year3>${YEAR})(?!\\d)|(?<!\\d)(?<year2>${YEAR})\\s*年\\s*(?<part2>[上下])半年`,
      'giu',
    ),
    (groups) => partOf(groups, 6),
  ],
  [
    new RegExp(`\\bcalendar\\s+year\\s+(?<year>${YEAR})(?!\\d)|(?<!\\d)(?<year2>${YEAR})\\s*年度(?!\\s*\\d)`, 'giu'),
    ({ year, year2 }) => ({ year: year ?? year2, month: 1, months: 12 }),
  ],
];

function partOf({ part, part2, half, year, year2, year3 }: Groups, months: number): Named {
  const said = (part ?? part2 ?? half ?? '').toLowerCase();
  const index = /[上下]/u.test(said)
    ? '上下'.indexOf(said)
    : ORDINALS.findIndex((one) => one.split('|').includes(said));
  return { year: year ?? year2 ?? year3, month: index * months + 1, months };
}

/** The whole months, quarters, halves and years that a text names: `July 2026`, `2026年7月`, `Q3 2026`, `2026年第三季度`. */
export function findWholePeriods(text: string): WrittenRange[] {
  return rules
    .flatMap(([pattern, named]) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const { year, month, months } = named(match.groups ?? {});
        const from = dayOf(year, String(month), '1');
        return from === undefined ? [] : rangeOver(match.index, match[0].length, from, monthsOn(from, months - 1));
      }),
    )
    .toSorted((one, other) => one.start - other.start);
}

const ended = new RegExp(
  `\\b(?:(?<count>\\d{1,2}|one|two|three|six|nine|twelve)[\\s-])?(?:calendar\\s)?(?<unit>month|quarter|year)s?(?:\\s(?:period|then))?\\s(?:ended|ending|to)(?:\\son)?[\\s:]*$`,
  'iu',
);
const counts: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, six: 6, nine: 9, twelve: 12 };
const units: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** `for the month ended 31 July 2026`, `three months ending 30 September 2026`: so many months up to the last day of one. */
export function findEndedPeriods(text: string): WrittenRange[] {
  return findDates(text).flatMap((day) => {
    const { count = '1', unit = '' } = ended.exec(text.slice(0, day.start))?.groups ?? {};
    const months = (counts[count.toLowerCase()] ?? Number(count)) * (units[unit.toLowerCase()] ?? 0);
    const month = firstOf(day.day);
    if (months === 0 || month === undefined || lastOfMonth(month) !== day.day) return [];
    const from = monthsOn(month, 1 - months);
    return from === undefined ? [] : rangeOver(day.start, day.end - day.start, from, month);
  });
}

/** From the first day of one month to the last of another. */
function rangeOver(start: number, length: number, from: CalendarDay, last: CalendarDay | undefined): WrittenRange[] {
  const period = last && periodOf(from, lastOfMonth(last));
  return period ? [{ start, end: start + length, period, isOpen: false }] : [];
}

function firstOf(day: CalendarDay): CalendarDay | undefined {
  const first = `${day.slice(0, 8)}01`;
  return isCalendarDay(first) ? first : undefined;
}

/** The first day of the month that comes so many months after another, or before. */
function monthsOn(first: CalendarDay, months: number): CalendarDay | undefined {
  let at: CalendarDay | undefined = first;
  for (let done = 0; done < Math.abs(months) && at !== undefined; done += 1)
    at = firstOf(addDays(at, months > 0 ? 31 : -1));
  return at;
}
