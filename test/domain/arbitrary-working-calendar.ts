import * as fc from 'fast-check';
import { addDays } from '../../src/domain/working-days.ts';
import type { CalendarDay, WorkingCalendar } from '../../src/domain/working-days.ts';

/** A day near the ones that `arbitraryWorkingCalendar` has holidays on. */
export const arbitraryDay: fc.Arbitrary<CalendarDay> = fc
  .integer({ min: 0, max: 90 })
  .map((days) => addDays('2026-01-01', days));

/** The days that make up a calendar, so that a property can add to them. */
export interface CalendarDays {
  readonly weekend: readonly (0 | 1 | 2 | 3 | 4 | 5 | 6)[];
  readonly holidays: readonly CalendarDay[];
  readonly makeUpDays: readonly CalendarDay[];
}

/** Calendars with up to six weekdays off, and up to sixty holidays in four months. */
export const arbitraryCalendarDays: fc.Arbitrary<CalendarDays> = fc.record({
  weekend: fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), { maxLength: 6 }),
  holidays: fc.uniqueArray(arbitraryDay, { maxLength: 60 }),
  makeUpDays: fc.uniqueArray(arbitraryDay, { maxLength: 8 }),
});

/** The calendar that has these days. */
export function calendarOf(days: CalendarDays): WorkingCalendar {
  const holidays = new Set<CalendarDay>(days.holidays);
  const makeUpDays = new Set<CalendarDay>(days.makeUpDays);
  return {
    weekend: new Set(days.weekend),
    isHoliday: (day) => holidays.has(day),
    isMakeUpDay: (day) => makeUpDays.has(day),
  };
}
