import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedResult } from '../../src/domain/expected-result.ts';
import { addDays, isWorkingDay, workingDaysUntil } from '../../src/domain/working-days.ts';
import type { CalendarDay } from '../../src/domain/working-days.ts';
import { arbitraryCalendarDays, arbitraryDay, calendarOf } from './arbitrary-working-calendar.ts';

const SECOND_TO_FOURTH = { earliestWorkingDay: 2, latestWorkingDay: 4 };

describe('the expected result', () => {
  it.each<[string, CalendarDay, CalendarDay, CalendarDay]>([
    ['a Monday', '2026-06-01', '2026-06-03', '2026-06-05'],
    ['a Thursday', '2026-06-04', '2026-06-08', '2026-06-10'],
    ['a Friday', '2026-06-05', '2026-06-09', '2026-06-11'],
    ['a Saturday, as if on Friday', '2026-06-06', '2026-06-09', '2026-06-11'],
    ['a Sunday, as if on Friday', '2026-06-07', '2026-06-09', '2026-06-11'],
  ])('of what is submitted on %s', (_day, submittedOn, earliest, latest) => {
    const calendar = calendarOf({ weekend: [6, 0], holidays: [], makeUpDays: [] });
    expect(expectedResult(submittedOn, calendar, SECOND_TO_FOURTH)).toEqual({ earliest, latest });
  });

  it('is promised for working days only, the latest after the earliest, 2 and 4 working days ahead', () => {
    fc.assert(
      fc.property(arbitraryDay, arbitraryCalendarDays, (submittedOn, days) => {
        const calendar = calendarOf(days);
        const { earliest, latest } = expectedResult(submittedOn, calendar, SECOND_TO_FOURTH);
        expect(isWorkingDay(earliest, calendar) && isWorkingDay(latest, calendar)).toBe(true);
        expect(latest > earliest && earliest > submittedOn).toBe(true);
        expect(workingDaysUntil(submittedOn, earliest, calendar)).toBe(2);
        expect(workingDaysUntil(submittedOn, latest, calendar)).toBe(4);
      }),
    );
  });

  it('of a later submission is never earlier', () => {
    fc.assert(
      fc.property(arbitraryDay, fc.nat(30), arbitraryCalendarDays, (submittedOn, later, days) => {
        const calendar = calendarOf(days);
        const first = expectedResult(submittedOn, calendar, SECOND_TO_FOURTH);
        const second = expectedResult(addDays(submittedOn, later), calendar, SECOND_TO_FOURTH);
        expect(second.earliest >= first.earliest && second.latest >= first.latest).toBe(true);
      }),
    );
  });

  it('never comes earlier by a holiday that is added', () => {
    fc.assert(
      fc.property(arbitraryDay, arbitraryCalendarDays, arbitraryDay, (submittedOn, days, added) => {
        const before = expectedResult(submittedOn, calendarOf(days), SECOND_TO_FOURTH);
        const more = calendarOf({ ...days, holidays: [...days.holidays, added] });
        const after = expectedResult(submittedOn, more, SECOND_TO_FOURTH);
        expect(after.earliest >= before.earliest && after.latest >= before.latest).toBe(true);
      }),
    );
  });

  it('never comes later by a make-up day that is added', () => {
    fc.assert(
      fc.property(arbitraryDay, arbitraryCalendarDays, arbitraryDay, (submittedOn, days, added) => {
        const before = expectedResult(submittedOn, calendarOf(days), SECOND_TO_FOURTH);
        const more = calendarOf({ ...days, makeUpDays: [...days.makeUpDays, added] });
        const after = expectedResult(submittedOn, more, SECOND_TO_FOURTH);
        expect(after.earliest <= before.earliest && after.latest <= before.latest).toBe(true);
      }),
    );
  });

  it.each([
    { earliestWorkingDay: 4, latestWorkingDay: 2 },
    { earliestWorkingDay: 0, latestWorkingDay: 4 },
    { earliestWorkingDay: 1.5, latestWorkingDay: 4 },
  ])('can not be promised from day $earliestWorkingDay to day $latestWorkingDay', (promise) => {
    const calendar = calendarOf({ weekend: [], holidays: [], makeUpDays: [] });
    expect(() => expectedResult('2026-06-01', calendar, promise)).toThrow(RangeError);
  });
});
