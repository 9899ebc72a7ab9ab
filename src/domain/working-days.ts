const MILLISECONDS_A_DAY = 86_400_000;

// After so many days off in a row a search gives up: a calendar like that is a mistake.
const LONGEST_PAUSE_IN_DAYS = 400;

/** A day on the wall calendar, 'YYYY-MM-DD' (ISO 8601), without a time or a zone. `isCalendarDay` checks a text. */
export type CalendarDay = `${number}-${number}-${number}`;

/** A day of the week as `Date` counts it: 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Which days the operator's reviewers work. A make-up day is worked even on a weekend or a holiday. */
export interface WorkingCalendar {
  readonly weekend: ReadonlySet<Weekday>;
  isHoliday(day: CalendarDay): boolean;
  isMakeUpDay(day: CalendarDay): boolean;
}

/** Thrown when 400 days in a row hold no working day. */
export class NoWorkingDayError extends Error {
  override readonly name = 'NoWorkingDayError';
  readonly after: CalendarDay;

  constructor(after: CalendarDay) {
    super(`There is no working day in the ${LONGEST_PAUSE_IN_DAYS} days after ${after}: check weekend and holidays`);
    this.after = after;
  }
}

/** Whether a text is a real day of the years 1000 to 9999, written 'YYYY-MM-DD': 2026-02-30 is not. */
export function isCalendarDay(text: string): text is CalendarDay {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

/** The day that lies `days` days later, or earlier if negative. Throws RangeError for a day that isn't one. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const later = new Date(midnight(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
  if (!isCalendarDay(later)) throw new RangeError(`There is no calendar day ${days} days from ${day}`);
  return later;
}

/** Whether the reviewers work that day. Throws RangeError for a day that isn't one. */
export function isWorkingDay(day: CalendarDay, calendar: WorkingCalendar): boolean {
  return calendar.isMakeUpDay(day) || !(calendar.weekend.has(weekday(day)) || calendar.isHoliday(day));
}

/**
 * The nth working day strictly after `from`; `from` itself never counts, whether it is one or not.
 * Throws RangeError unless `n` is a whole number from 1, NoWorkingDayError when the calendar has no end of days off.
 */
export function addWorkingDays(from: CalendarDay, n: number, calendar: WorkingCalendar): CalendarDay {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`${n} is not a number of working days to go forward`);
  let day = from;
  for (let found = 0; found < n; found += 1) day = nextWorkingDay(day, calendar);
  return day;
}

/**
 * How many working days are left until `to`, counted after `from` and including `to`; 0 on the day itself, negative
 * once it is past. Walks day by day, so it costs as many steps as there are days between.
 */
export function workingDaysUntil(from: CalendarDay, to: CalendarDay, calendar: WorkingCalendar): number {
  const days = (midnight(to) - midnight(from)) / MILLISECONDS_A_DAY;
  if (days < 0) return 0 - workingDaysUntil(to, from, calendar);
  let count = 0;
  for (let step = 1; step <= days; step += 1) {
    if (isWorkingDay(addDays(from, step), calendar)) count += 1;
  }
  return count;
}

function nextWorkingDay(from: CalendarDay, calendar: WorkingCalendar): CalendarDay {
  let day = from;
  for (let step = 0; step < LONGEST_PAUSE_IN_DAYS; step += 1) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) return day;
  }
  throw new NoWorkingDayError(from);
}

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

function weekday(day: CalendarDay): Weekday {
  const found = WEEKDAYS[new Date(midnight(day)).getUTCDay()];
  if (found === undefined) throw new RangeError(`${day} has no weekday`);
  return found;
}

function midnight(day: CalendarDay): number {
  if (!isCalendarDay(day)) throw new RangeError(`'${String(day)}' is not a calendar day`);
  return Date.parse(`${day}T00:00:00Z`);
}
