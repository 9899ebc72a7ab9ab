import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../src/calendar/create-working-calendar.ts';
import { addDays } from '../../src/domain/working-days.ts';
import type { CalendarDay } from '../../src/domain/working-days.ts';

// Zones with clock changes at 2:00, at midnight, by half an hour, with none, and far from Greenwich on both sides.
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

function calendarIn(timeZone: string) {
  return createWorkingCalendar({ country: 'US', timeZone, weekend: [6, 0], holidays: [], makeUpDays: [] });
}

function hours(timeZone: string, day: CalendarDay): number {
  const calendar = calendarIn(timeZone);
  return (calendar.endOfDay(day).getTime() + 1 - calendar.startOfDay(day).getTime()) / 3_600_000;
}

describe.each(ZONES)('a day in %s', (timeZone) => {
  const calendar = calendarIn(timeZone);
  const days = fc.integer({ min: 0, max: 3650 }).map((n) => addDays('2020-01-01', n));

  it('begins and ends on that day, and the next begins a millisecond later', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [start, end] = [calendar.startOfDay(day), calendar.endOfDay(day)];
        expect(calendar.today(start)).toBe(day);
        expect(calendar.today(end)).toBe(day);
        expect(calendar.today(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
        expect(calendar.startOfDay(addDays(day, 1)).getTime()).toBe(end.getTime() + 1);
      }),
    );
  });

  it('holds every instant that is said to be today', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (now) => {
        const today = calendar.today(now);
        expect(calendar.startOfDay(today).getTime()).toBeLessThanOrEqual(now.getTime());
        expect(calendar.endOfDay(today).getTime()).toBeGreaterThanOrEqual(now.getTime());
      }),
    );
  });
});

describe('a day on which the clocks change', () => {
  it('has 23 hours in spring and 25 in autumn', () => {
    expect(hours('Europe/Berlin', '2026-03-29')).toBe(23);
    expect(hours('Europe/Berlin', '2026-10-25')).toBe(25);
  });

  it('begins at 1:00 where they skip midnight', () => {
    expect(calendarIn('Africa/Cairo').startOfDay('2024-04-26').toISOString()).toBe('2024-04-25T22:00:00.000Z');
    expect(hours('Africa/Cairo', '2024-04-26')).toBe(23);
  });

  it('has its hours nevertheless, but for one that the clocks skip', () => {
    const berlin = calendarIn('Europe/Berlin');
    expect(berlin.hourOfDay('2026-03-28', 9).toISOString()).toBe('2026-03-28T08:00:00.000Z');
    expect(berlin.hourOfDay('2026-03-29', 9).toISOString()).toBe('2026-03-29T07:00:00.000Z');
    expect(berlin.hourOfDay('2026-03-29', 2).toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(berlin.hourOfDay('2026-10-25', 9).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });

  it('is another day elsewhere', () => {
    const now = new Date('2026-03-29T22:30:00Z');
    expect(calendarIn('Europe/Berlin').today(now)).toBe('2026-03-30');
    expect(calendarIn('America/New_York').today(now)).toBe('2026-03-29');
  });
});
