import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../src/calendar/create-working-calendar.ts';
import type { WorkingCalendarOptions } from '../../src/calendar/create-working-calendar.ts';
import { expectedResult } from '../../src/domain/expected-result.ts';
import { addDays, addWorkingDays, isWorkingDay, workingDaysUntil } from '../../src/domain/working-days.ts';
import type { CalendarDay } from '../../src/domain/working-days.ts';

const SECOND_TO_FOURTH = { earliestWorkingDay: 2, latestWorkingDay: 4 };

function calendarFor(country: string, more: Partial<WorkingCalendarOptions> = {}) {
  return createWorkingCalendar({
    country,
    timeZone: 'UTC',
    weekend: [6, 0],
    holidays: [],
    makeUpDays: [],
    ...more,
  });
}

describe('Spring Festival 2026 in China', () => {
  // The State Council's notice of 2025-11-04: off from 15 to 23 February, worked on Saturdays 14 and 28.
  const calendar = calendarFor('CN', {
    timeZone: 'Asia/Shanghai',
    holidays: ['2026-02-15', '2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'],
    makeUpDays: ['2026-02-14', '2026-02-28'],
  });

  it('postpones the result of what is submitted the Thursday before over nine days off', () => {
    // 13 Friday is day 1, 14 make-up Saturday 2, 24 Tuesday 3, 25 Wednesday 4.
    expect(expectedResult('2026-02-12', calendar, SECOND_TO_FOURTH)).toEqual({
      earliest: '2026-02-14',
      latest: '2026-02-25',
    });
  });

  it('counts the Saturday that makes up for it', () => {
    expect(addWorkingDays('2026-02-26', 2, calendar)).toBe('2026-02-28');
    expect(isWorkingDay('2026-02-28', calendar)).toBe(true);
    expect(isWorkingDay('2026-03-07', calendar)).toBe(false);
  });

  it('is known without the operator, but neither how long it lasts nor what makes up for it', () => {
    const bare = calendarFor('CN');
    expect(bare.isHoliday('2026-02-16') && bare.isHoliday('2026-02-17') && bare.isHoliday('2026-02-18')).toBe(true);
    expect(bare.isHoliday('2026-02-23')).toBe(false);
    expect(bare.isMakeUpDay('2026-02-14')).toBe(false);
  });
});

describe('Thanksgiving 2026 in the United States', () => {
  const calendar = calendarFor('US', { timeZone: 'America/New_York' });

  it('is a Thursday off, and the Friday after is worked unless the operator says otherwise', () => {
    expect(expectedResult('2026-11-24', calendar, SECOND_TO_FOURTH)).toEqual({
      earliest: '2026-11-27',
      latest: '2026-12-01',
    });
    const withBridge = calendarFor('US', { holidays: ['2026-11-27'] });
    expect(expectedResult('2026-11-24', withBridge, SECOND_TO_FOURTH)).toEqual({
      earliest: '2026-11-30',
      latest: '2026-12-02',
    });
  });

  it('has substitute days, also in the year before the holiday', () => {
    expect(calendar.isHoliday('2026-07-03')).toBe(true); // for Saturday 4 July
    expect(calendar.isHoliday('2021-12-31')).toBe(true); // for Saturday 1 January 2022
  });
});

describe('Christmas in Germany', () => {
  it('takes 25 and 26 December, while 24 and 31 are half days and worked', () => {
    const calendar = calendarFor('DE', { timeZone: 'Europe/Berlin' });
    const december: CalendarDay[] = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2026-12-31'];
    expect(december.filter((day) => calendar.isHoliday(day))).toEqual(['2026-12-25', '2026-12-26']);
    // 23 is day 1, 24 day 2; 25 is a holiday, 26 and 27 the weekend; 28 day 3, 29 day 4.
    expect(expectedResult('2026-12-22', calendar, SECOND_TO_FOURTH)).toEqual({
      earliest: '2026-12-24',
      latest: '2026-12-29',
    });
  });

  it('is followed by Epiphany in Bavaria only, and by the peace festival in Augsburg only', () => {
    expect(calendarFor('DE').isHoliday('2026-01-06')).toBe(false);
    expect(calendarFor('DE', { state: 'BY' }).isHoliday('2026-01-06')).toBe(true);
    expect(calendarFor('DE', { state: 'BY' }).isHoliday('2026-08-08')).toBe(false);
    expect(calendarFor('DE', { state: 'BY', region: 'A' }).isHoliday('2026-08-08')).toBe(true);
  });
});

describe('a holiday', () => {
  it.each<[string, string, CalendarDay[]]>([
    ['VN', 'the five days of Tết', ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']],
    [
      'SA',
      'four days of Eid al-Fitr, each from sunset before',
      ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'],
    ],
    ['JP', 'the days at New Year on which banks and offices are closed', ['2026-12-31', '2027-01-02', '2027-01-03']],
    ['SZ', 'days that reach over New Year', ['2026-12-31', '2027-01-01', '2027-01-02']],
  ])('in %s covers %s', (country, _what, days) => {
    const calendar = calendarFor(country);
    expect(days.filter((day) => calendar.isHoliday(day))).toEqual(days);
  });

  it('that begins at sunset leaves the day before to work', () => {
    expect(calendarFor('SA').isHoliday('2026-03-18')).toBe(false);
    expect(calendarFor('SA').isHoliday('2026-03-23')).toBe(false);
  });

  it('that is only observed, optional or for schools is worked', () => {
    expect(calendarFor('US').isHoliday('2026-02-14')).toBe(false); // Valentine's Day
  });

  it('can be taken back by a make-up day', () => {
    const calendar = calendarFor('CN', { makeUpDays: ['2026-06-01'] }); // Children's Day
    expect(calendar.isHoliday('2026-06-01')).toBe(true);
    expect(isWorkingDay('2026-06-01', calendar)).toBe(true);
  });
});

describe('in real calendars', () => {
  it.each(['CN', 'US', 'DE', 'GB', 'JP', 'IN', 'BR', 'IL', 'SA', 'TR', 'SZ', 'RU'])(
    'of %s every promise of two years keeps the rules',
    (country) => {
      const calendar = calendarFor(country, { weekend: country === 'IL' || country === 'SA' ? [5, 6] : [6, 0] });
      let previous = '';
      for (let day: CalendarDay = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        const { earliest, latest } = expectedResult(day, calendar, SECOND_TO_FOURTH);
        const isRight =
          isWorkingDay(earliest, calendar) &&
          isWorkingDay(latest, calendar) &&
          earliest < latest &&
          `${earliest}${latest}` >= previous &&
          workingDaysUntil(day, latest, calendar) === 4;
        if (!isRight) throw new Error(`${day}: ${earliest} to ${latest}`);
        previous = `${earliest}${latest}`;
      }
      expect(previous).not.toBe('');
    },
  );
});
