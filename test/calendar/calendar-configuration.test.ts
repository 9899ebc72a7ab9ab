import { describe, expect, it } from 'vitest';
import { CalendarConfigurationError } from '../../src/calendar/calendar-configuration-error.ts';
import { createWorkingCalendar } from '../../src/calendar/create-working-calendar.ts';
import type { WorkingCalendarOptions } from '../../src/calendar/create-working-calendar.ts';

const RIGHT: WorkingCalendarOptions = {
  country: 'DE',
  timeZone: 'Europe/Berlin',
  weekend: [6, 0],
  holidays: [],
  makeUpDays: [],
};

describe('a calendar is refused, and the option named,', () => {
  it.each<[string, string, Partial<WorkingCalendarOptions>, string]>([
    ['an unknown country', 'country', { country: 'XX' }, "'XX' is unknown"],
    ['a country in small letters', 'country', { country: 'de' }, "'de' is unknown"],
    ['a name that every object has', 'country', { country: 'constructor' }, 'is unknown'],
    ['an unknown state', 'state', { state: 'ZZ' }, 'known are BB, BE'],
    ['a state of a country without any', 'state', { country: 'CN', state: 'SH' }, 'there is none to choose'],
    ['an unknown region', 'region', { state: 'BY', region: 'ZZ' }, "'ZZ' is unknown"],
    ['a region without a state', 'region', { region: 'A' }, 'needs a state'],
    ['an unknown time zone', 'timeZone', { timeZone: 'Europe/Atlantis' }, 'Europe/Atlantis'],
    ['an empty time zone', 'timeZone', { timeZone: '' }, 'not an IANA time zone'],
    ['a weekday 7', 'weekend', { weekend: [7] }, '7 is not a weekday'],
    ['half a weekday', 'weekend', { weekend: [0.5] }, '0.5 is not a weekday'],
    ['a weekend of seven days', 'weekend', { weekend: [0, 1, 2, 3, 4, 5, 6] }, 'no day to work'],
    ['a holiday that does not exist', 'holidays', { holidays: ['2026-02-30'] }, "'2026-02-30' is not a day"],
    ['a make-up day written differently', 'makeUpDays', { makeUpDays: ['14.02.2026'] }, "'14.02.2026' is not a day"],
    [
      'a day both worked and off',
      'makeUpDays',
      { holidays: ['2026-02-14'], makeUpDays: ['2026-02-14'] },
      '2026-02-14 is also in holidays',
    ],
  ])('for %s', (_what, option, wrong, message) => {
    const create = () => createWorkingCalendar({ ...RIGHT, ...wrong });
    expect(create).toThrow(CalendarConfigurationError);
    expect(create).toThrow(expect.objectContaining({ option, message: expect.stringContaining(message) }));
  });
});
