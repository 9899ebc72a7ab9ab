import type { OperatorCalendar } from '../calendar/create-working-calendar.ts';
import { addDays, isWorkingDay, type CalendarDay } from '../domain/working-days.ts';

/** Moments that have been, at a full hour of the operator's day. */
export interface Past {
  readonly now: Date;
  daysAgo(days: number, hour: number): Date;
  /** From 1; today does not count. */
  workingDaysAgo(workingDays: number, hour: number): Date;
}

const HOUR = 60 * 60 * 1000;

/** Makes the past of a moment. */
export function createPast(calendar: OperatorCalendar, now: Date): Past {
  const today = calendar.today(now);
  const at = (day: CalendarDay, hour: number) => new Date(calendar.startOfDay(day).getTime() + hour * HOUR);
  return {
    now,
    daysAgo: (days, hour) => at(addDays(today, -days), hour),
    workingDaysAgo(workingDays, hour) {
      let day = today;
      for (let found = 0; found < workingDays;) {
        day = addDays(day, -1);
        if (isWorkingDay(day, calendar)) found += 1;
      }
      return at(day, hour);
    },
  };
}
