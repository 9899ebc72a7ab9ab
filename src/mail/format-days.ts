import { isCalendarDay } from '../domain/working-days.ts';

const english = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/**
 * Two calendar days (YYYY-MM-DD, both included) in words: "between Tuesday 24 November and Thursday 26 November 2026",
 * or "on …" when they are one day. Throws RangeError for a day that does not exist.
 */
export function formatDays(earliest: string, latest: string): string {
  const first = wordsOf(earliest);
  const last = wordsOf(latest);
  if (earliest === latest) {
    return `on ${last.day} ${last.year}`;
  }
  return `between ${first.day}${first.year === last.year ? '' : ` ${first.year}`} and ${last.day} ${last.year}`;
}

/** A period (YYYY-MM-DD, both ends included) in words: "from 1 January 2026 to 30 June 2026". Throws RangeError for a day that does not exist. */
export function formatPeriod(from: string, to: string): string {
  const [first, last] = [wordsOf(from), wordsOf(to)];
  return `from ${first.date} ${first.year} to ${last.date} ${last.year}`;
}

function wordsOf(calendarDay: string): { day: string; date: string; year: string } {
  if (!isCalendarDay(calendarDay)) {
    throw new RangeError('A day must be a real one, written as YYYY-MM-DD');
  }
  // The parts in our own order: punctuation between them differs from one ICU version to the next.
  const parts = new Map(
    english.formatToParts(new Date(`${calendarDay}T00:00:00Z`)).map(({ type, value }) => [type, value]),
  );
  const date = `${parts.get('day')} ${parts.get('month')}`;
  return { day: `${parts.get('weekday')} ${date}`, date, year: `${parts.get('year')}` };
}
