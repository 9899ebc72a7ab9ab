import { findDates, type WrittenDay } from './find-dates.ts';
import { rangeOf, type MonthPlace, type WrittenRange } from './find-ranges.ts';
import { endLabelled, isOfOtherDays } from './period-labels.ts';
import type { ReadWord } from './read-word.ts';
import { cellAround, wordsBetween, type TextRow } from './text-row.ts';

/** Two days that labels in one or in two rows call the first and the last. */
export interface LabelledDays extends Pick<WrittenRange, 'period' | 'isOpen'> {
  readonly words: readonly ReadWord[];
}

interface LabelledDay {
  readonly kind: 'START' | 'END';
  readonly day: WrittenDay;
  readonly row: TextRow;
  /** Which of the rows. */
  readonly at: number;
}

/** How many rows further down the last day may stand. */
const MOST_ROWS = 3;
/** How many labelled days later. */
const MOST_DAYS_BETWEEN = 12;

/** Looks for a first and a last day, each labelled, to the left or above: `Start date: … | End date: …`, `From | To` as heads. */
export function findLabelledDays(rows: readonly TextRow[], monthPlace: MonthPlace): LabelledDays[] {
  const days = rows.flatMap((row, at) => daysOf(row, at, rows));
  return days.flatMap((first, index) => {
    if (first.kind !== 'START') return [];
    const last = days
      .slice(index + 1, index + 1 + MOST_DAYS_BETWEEN)
      .find(({ kind, row, at }) => kind === 'END' && row.page === first.row.page && at - first.at <= MOST_ROWS);
    if (last === undefined) return [];
    const words = [first, last].flatMap(({ row, day }) => wordsBetween(row, day.start, day.end));
    return rangeOf(first.day, last.day, monthPlace).map(({ period, isOpen }) => ({ period, isOpen, words }));
  });
}

function daysOf(row: TextRow, at: number, rows: readonly TextRow[]): LabelledDay[] {
  const found = findDates(row.text);
  return found.flatMap((day, index): LabelledDay[] => {
    const before = row.text.slice(found[index - 1]?.end ?? 0, day.start);
    // A day that begins its cell is labelled from above, if at all; one at the end of its cell may go on below.
    const isFirstInCell = /(?:^| {2})$/u.test(before);
    const said = endLabelled(before) ?? (isFirstInCell ? endLabelled(textAbove(row, day, at, rows)) : undefined);
    const isCutOff = /^\s?(?:[-–—~至到]|to)\s*(?:$| {2})/iu.test(row.text.slice(day.end));
    const goesOn = said === undefined && isFirstInCell && cutOff.test(rows[at - 1]?.text ?? '');
    const isBeginning =
      said === undefined && rows[at + 1] !== undefined && /^\s*(?:[-–—~至到]|to\b)/iu.test(rows[at + 1]?.text ?? '');
    const kind =
      isCutOff || isBeginning
        ? 'START'
        : goesOn
          ? 'END'
          : (said ?? (/^\s*[-–—~]\s*$/u.test(before) ? 'END' : undefined));
    return kind === undefined || isOfOtherDays(before) ? [] : [{ kind, day, row, at }];
  });
}

const cutOff = /\d\S?\s?(?:[-–—~至到]|to)\s*$/iu;

/** What stands right above a day, in its column. */
function textAbove(row: TextRow, day: WrittenDay, at: number, rows: readonly TextRow[]): string {
  const [first] = wordsBetween(row, day.start, day.end);
  const above = rows[at - 1];
  if (first === undefined || above === undefined || above.page !== row.page) return '';
  if (first.middle - (above.words[0]?.middle ?? 0) > first.height * 5) return '';
  const index = above.words.findIndex(({ left }) => Math.abs(left - first.left) < 0.03);
  const start = above.wordAt.indexOf(index);
  return index < 0 ? '' : above.text.slice(start, cellAround(above.text, start, start).end);
}
