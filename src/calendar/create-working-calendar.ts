import { isCalendarDay } from '../domain/working-days.ts';
import type { CalendarDay, Weekday, WorkingCalendar } from '../domain/working-days.ts';
import { CalendarConfigurationError } from './calendar-configuration-error.ts';
import { createHolidayLookup } from './create-holiday-lookup.ts';
import type { HolidayPlace } from './create-holiday-lookup.ts';
import { createZoneDays } from './create-zone-days.ts';
import type { ZoneDays } from './create-zone-days.ts';

/** What the operator says of the reviewers' working time. */
export interface WorkingCalendarOptions extends HolidayPlace {
  /** IANA name of the zone whose days count, such as 'Asia/Shanghai'. */
  readonly timeZone: string;
  /** Weekdays off, 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[];
  /** Days off that the country's rules miss, 'YYYY-MM-DD'. */
  readonly holidays: readonly string[];
  /** Days worked although they are a weekend or holiday, 'YYYY-MM-DD'; also takes back a holiday that is not kept. */
  readonly makeUpDays: readonly string[];
}

/** The operator's working days, and what they are in instants. */
export interface OperatorCalendar extends WorkingCalendar, ZoneDays {}

/**
 * Builds the operator's calendar from the country's holidays (package date-holidays) and the operator's own days.
 * China's make-up days and long holidays are announced each year and are in no package: list them.
 * Throws CalendarConfigurationError that names the option which is wrong.
 */
export function createWorkingCalendar(options: WorkingCalendarOptions): OperatorCalendar {
  const isCountryHoliday = createHolidayLookup(options);
  const holidays = daySet('holidays', options.holidays);
  const makeUpDays = daySet('makeUpDays', options.makeUpDays);
  for (const day of makeUpDays) {
    if (holidays.has(day)) throw new CalendarConfigurationError('makeUpDays', `${day} is also in holidays`);
  }
  return {
    ...createZoneDays(options.timeZone),
    weekend: weekdaySet(options.weekend),
    isHoliday: (day) => holidays.has(day) || isCountryHoliday(day),
    isMakeUpDay: (day) => makeUpDays.has(day),
  };
}

function daySet(option: string, texts: readonly string[]): ReadonlySet<CalendarDay> {
  const days = new Set<CalendarDay>();
  for (const text of texts) {
    if (!isCalendarDay(text)) throw new CalendarConfigurationError(option, `'${text}' is not a day YYYY-MM-DD`);
    days.add(text);
  }
  return days;
}

function weekdaySet(numbers: readonly number[]): ReadonlySet<Weekday> {
  const weekdays = new Set<Weekday>();
  for (const number of numbers) {
    if (!isWeekday(number)) throw new CalendarConfigurationError('weekend', `${number} is not a weekday from 0 to 6`);
    weekdays.add(number);
  }
  if (weekdays.size === 7) throw new CalendarConfigurationError('weekend', 'it leaves no day to work');
  return weekdays;
}

function isWeekday(number: number): number is Weekday {
  return Number.isInteger(number) && number >= 0 && number <= 6;
}
