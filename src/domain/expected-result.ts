import { addWorkingDays } from './working-days.ts';
import type { CalendarDay, WorkingCalendar } from './working-days.ts';

/** Between which working days after submission a result is promised, both included. The source promises 2 to 4. */
export interface ResultPromise {
  readonly earliestWorkingDay: number;
  readonly latestWorkingDay: number;
}

/** The days between which a buyer can expect the result, both included. */
export interface ExpectedResult {
  readonly earliest: CalendarDay;
  readonly latest: CalendarDay;
}

/**
 * When the result of a verification that was submitted on `submittedOn` is promised. Day 1 is the first working day
 * after the day of submission: the day itself never counts, not even in the morning of a working day, so that the
 * promise does not depend on the hour. Throws RangeError unless 1 <= earliest <= latest.
 */
export function expectedResult(
  submittedOn: CalendarDay,
  calendar: WorkingCalendar,
  promise: ResultPromise,
): ExpectedResult {
  const { earliestWorkingDay, latestWorkingDay } = promise;
  if (latestWorkingDay < earliestWorkingDay) {
    throw new RangeError(`A result can't be promised from day ${earliestWorkingDay} to day ${latestWorkingDay}`);
  }
  return {
    earliest: addWorkingDays(submittedOn, earliestWorkingDay, calendar),
    latest: addWorkingDays(submittedOn, latestWorkingDay, calendar),
  };
}
