import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  isCalendarDay,
  isWorkingDay,
  NoWorkingDayError,
  workingDaysUntil,
} from '../../src/domain/working-days.ts';
import { arbitraryCalendarDays, arbitraryDay, calendarOf } from './arbitrary-working-calendar.ts';

const SATURDAY_SUNDAY = calendarOf({ weekend: [6, 0], holidays: [], makeUpDays: [] });
const aFewDays = fc.integer({ min: 1, max: 12 });

describe('a calendar day', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '9999-12-31'])('is %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '0026-01-01',
  ])('is not %s', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });

  it.each(['', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-01-01\n', '２０２６-01-01', '+2026-01-01', '20260101'])(
    'is not %j',
    (text) => {
      expect(isCalendarDay(text)).toBe(false);
    },
  );

  it('is followed by the next one over months, leap days and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('that does not exist is refused by every question', () => {
    expect(() => isWorkingDay('2026-02-30', SATURDAY_SUNDAY)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-30', 1, SATURDAY_SUNDAY)).toThrow(RangeError);
    expect(() => workingDaysUntil('2026-02-01', '2026-02-30', SATURDAY_SUNDAY)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});

describe('a working day', () => {
  it('is a weekday that is no holiday', () => {
    const calendar = calendarOf({ weekend: [6, 0], holidays: ['2026-01-01'], makeUpDays: [] });
    expect(isWorkingDay('2026-01-02', calendar)).toBe(true); // Friday
    expect(isWorkingDay('2026-01-01', calendar)).toBe(false);
    expect(isWorkingDay('2026-01-03', calendar)).toBe(false);
    expect(isWorkingDay('2026-01-04', calendar)).toBe(false);
  });

  it('is a make-up day, even on a weekend or a holiday', () => {
    const calendar = calendarOf({
      weekend: [6, 0],
      holidays: ['2026-01-01'],
      makeUpDays: ['2026-01-01', '2026-01-03'],
    });
    expect(isWorkingDay('2026-01-01', calendar)).toBe(true);
    expect(isWorkingDay('2026-01-03', calendar)).toBe(true);
  });

  it('exists within 400 days, or the search says so instead of running on', () => {
    const never = calendarOf({ weekend: [0, 1, 2, 3, 4, 5, 6], holidays: [], makeUpDays: [] });
    expect(() => addWorkingDays('2026-01-01', 1, never)).toThrow(NoWorkingDayError);
    const onceAfter400 = { ...never, isMakeUpDay: (day: string) => day === '2027-02-05' };
    expect(addWorkingDays('2026-01-01', 1, onceAfter400)).toBe('2027-02-05');
    const onceAfter401 = { ...never, isMakeUpDay: (day: string) => day === '2027-02-06' };
    expect(() => addWorkingDays('2026-01-01', 1, onceAfter401)).toThrow('400 days after 2026-01-01');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('can not be counted %d times ahead', (n) => {
    expect(() => addWorkingDays('2026-01-01', n, SATURDAY_SUNDAY)).toThrow(RangeError);
  });
});

describe('the nth working day after a day', () => {
  it('is a working day, after that day, with exactly n working days up to it', () => {
    fc.assert(
      fc.property(arbitraryDay, aFewDays, arbitraryCalendarDays, (from, n, days) => {
        const calendar = calendarOf(days);
        const day = addWorkingDays(from, n, calendar);
        const between: string[] = [];
        for (let next = addDays(from, 1); next <= day; next = addDays(next, 1)) {
          if (isWorkingDay(next, calendar)) between.push(next);
        }
        expect(isWorkingDay(day, calendar)).toBe(true);
        expect(between).toHaveLength(n);
        expect(between.at(-1)).toBe(day);
      }),
    );
  });

  it('is as many working days away as were added', () => {
    fc.assert(
      fc.property(arbitraryDay, aFewDays, arbitraryCalendarDays, (from, n, days) => {
        const calendar = calendarOf(days);
        expect(workingDaysUntil(from, addWorkingDays(from, n, calendar), calendar)).toBe(n);
      }),
    );
  });

  it('can be reached in two goes', () => {
    fc.assert(
      fc.property(arbitraryDay, aFewDays, aFewDays, arbitraryCalendarDays, (from, a, b, days) => {
        const calendar = calendarOf(days);
        expect(addWorkingDays(addWorkingDays(from, a, calendar), b, calendar)).toBe(
          addWorkingDays(from, a + b, calendar),
        );
      }),
    );
  });
});

describe('the countdown of working days', () => {
  it('is 0 on the day itself and negative once it is past', () => {
    expect(workingDaysUntil('2026-01-05', '2026-01-05', SATURDAY_SUNDAY)).toBe(0);
    expect(workingDaysUntil('2026-01-02', '2026-01-05', SATURDAY_SUNDAY)).toBe(1);
    expect(workingDaysUntil('2026-01-07', '2026-01-05', SATURDAY_SUNDAY)).toBe(-2);
  });

  it('forwards is the countdown backwards with the other sign, and never minus zero', () => {
    fc.assert(
      fc.property(arbitraryDay, arbitraryDay, arbitraryCalendarDays, (a, b, days) => {
        const calendar = calendarOf(days);
        const forwards = workingDaysUntil(a, b, calendar);
        expect(forwards).toBe(0 - workingDaysUntil(b, a, calendar));
        expect(Math.sign(forwards) * (a < b ? 1 : -1)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
