import { Temporal } from 'temporal-polyfill';
import { isCalendarDay } from '../domain/working-days.ts';
import type { CalendarDay } from '../domain/working-days.ts';
import { CalendarConfigurationError } from './calendar-configuration-error.ts';

/** Calendar days as a place on earth lives them: between instants and days of one time zone. */
export interface ZoneDays {
  /** The calendar day that `now` falls on in the zone. Throws RangeError for an invalid date. */
  today(now: Date): CalendarDay;
  /** The day's first instant in the zone: 0:00, or later where the clocks skip midnight. */
  startOfDay(day: CalendarDay): Date;
  /** A full hour of the day, 0 to 23; where the clocks skip it, the instant that comes as long after the hour before. */
  hourOfDay(day: CalendarDay, hour: number): Date;
  /** The day's last instant in the zone, a millisecond before the next day's first: a result is late after it. */
  endOfDay(day: CalendarDay): Date;
}

/** Days in an IANA time zone, right across clock changes. Throws CalendarConfigurationError for an unknown zone. */
export function createZoneDays(timeZone: string): ZoneDays {
  requireZone(timeZone);
  const startOf = (day: Temporal.PlainDate): number => day.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    today(now) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
      const day = zoned.toPlainDate().toString();
      if (!isCalendarDay(day)) throw new RangeError(`${day} is outside the calendar`);
      return day;
    },
    startOfDay: (day) => new Date(startOf(Temporal.PlainDate.from(day))),
    hourOfDay(day, hour) {
      const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: { hour } });
      return new Date(zoned.epochMilliseconds);
    },
    endOfDay: (day) => new Date(startOf(Temporal.PlainDate.from(day).add({ days: 1 })) - 1),
  };
}

function requireZone(timeZone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch (cause) {
    throw new CalendarConfigurationError('timeZone', `'${timeZone}' is not an IANA time zone`, { cause });
  }
}
