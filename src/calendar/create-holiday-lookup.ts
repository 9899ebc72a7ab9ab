import Holidays from 'date-holidays';
import { isCalendarDay } from '../domain/working-days.ts';
import type { CalendarDay } from '../domain/working-days.ts';
import { CalendarConfigurationError } from './calendar-configuration-error.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFICE_OPENS = 9 * HOUR;
const OFFICE_CLOSES = 17 * HOUR;

/** Where the reviewers work, by the codes of the date-holidays package (ISO 3166 for countries and most states). */
export interface HolidayPlace {
  readonly country: string;
  readonly state?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Tells whether the country's own rules make a day a holiday. Counted are the types 'public' and 'bank' (date-holidays
 * says of the latter: banks and offices are closed), with their substitute days and every day of longer ones, if they
 * cover 9:00 to 17:00: a half day is worked, and one that begins at sunset is the day after. Rules are computed once a
 * year of the calendar (up to 30 ms where the moon decides) and kept.
 * Throws CalendarConfigurationError for an unknown country, state or region.
 */
export function createHolidayLookup(place: HolidayPlace): (day: CalendarDay) => boolean {
  // In UTC the package's instants read as wall time, whatever zone the process or the operator is in.
  const rules = new Holidays(knownPlace(place), { types: ['bank', 'public'], timezone: 'UTC' });
  const years = new Map<number, ReadonlySet<string>>();

  function holidaysOf(year: number): ReadonlySet<string> {
    const known = years.get(year);
    if (known) return known;
    const days = new Set(rules.getHolidays(year).flatMap(({ start, end }) => coveredDays(start, end)));
    years.set(year, days);
    return days;
  }

  return (day) => {
    const year = Number(day.slice(0, 4));
    if (holidaysOf(year).has(day)) return true;
    // A holiday belongs to the year whose rule it is, and can reach over New Year.
    if (day.slice(5, 7) === '01') return holidaysOf(year - 1).has(day);
    return day.slice(5, 7) === '12' && holidaysOf(year + 1).has(day);
  };
}

function coveredDays(start: Date, end: Date): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let midnight = start.getTime() - (start.getTime() % DAY); midnight < end.getTime(); midnight += DAY) {
    const day = new Date(midnight).toISOString().slice(0, 10);
    const isCovered = start.getTime() <= midnight + OFFICE_OPENS && end.getTime() >= midnight + OFFICE_CLOSES;
    if (isCovered && isCalendarDay(day)) days.push(day);
  }
  return days;
}

function knownPlace({ country, state, region }: HolidayPlace): { country: string; state?: string; region?: string } {
  const world = new Holidays();
  requireKnown('country', country, world.getCountries());
  if (state === undefined) {
    if (region !== undefined) throw new CalendarConfigurationError('region', `'${region}' needs a state`);
    return { country };
  }
  requireKnown('state', state, world.getStates(country));
  if (region === undefined) return { country, state };
  requireKnown('region', region, world.getRegions(country, state));
  return { country, state, region };
}

function requireKnown(option: string, code: string, known: Record<string, string> | undefined): void {
  if (known && Object.hasOwn(known, code)) return;
  const codes = Object.keys(known ?? {});
  const choice = codes.length === 0 ? 'there is none to choose' : `known are ${codes.join(', ')}`;
  throw new CalendarConfigurationError(option, `'${code}' is unknown; ${choice}`);
}
