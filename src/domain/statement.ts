import type { InputIssue, Requirement } from './information.ts';
import { moneyWords } from './money-words.ts';
import type { Money, Policy, Stage, StatementRequirement } from './policy.ts';
import { addDays, isCalendarDay, type CalendarDay } from './working-days.ts';

/** What a reviewer read on a statement: what flowed between two days, both included. */
export interface Statement {
  readonly amount: Money;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** A longer period is a slip of the pen. */
const MOST_MONTHS = 120;

/** Whether the materials of an identity must show a statement: only then it can be asked for. */
export function showsStatement(requirements: readonly Requirement[]): boolean {
  return requirements.some(
    ({ mustShow }) => mustShow.includes('STATEMENT_AMOUNT') || mustShow.includes('STATEMENT_PERIOD'),
  );
}

/**
 * The highest stage that a statement reaches, never above the one asked for; undefined when it reaches none. Lower stages
 * count if MATERIALS open them. Nothing is scaled: the period is long enough or not, and the amount is what flowed in it.
 */
export function stageReached({ stages }: Policy, asked: Stage, statement: Statement): Stage | undefined {
  const open = stages.filter(({ code, rank, methods }) => {
    return code === asked.code || (rank > 0 && rank < asked.rank && methods.includes('MATERIALS'));
  });
  return open.findLast((stage) => stage.statementRequired === null || reaches(statement, stage.statementRequired));
}

function reaches({ amount, from, to }: Statement, required: StatementRequirement): boolean {
  return amount.amount >= required.amount.amount && addMonths(from, required.months) <= addDays(to, 1);
}

/** What is wrong with a statement in the policy's currency, below `path`; empty when it can be confirmed. `today` is the operator's. */
export function issuesWithStatement(
  { from, to }: Pick<Statement, 'from' | 'to'>,
  path: string,
  today: CalendarDay,
): readonly InputIssue[] {
  if (from > to) return [{ path: `${path}.to`, message: 'The period’s last day must not come before its first.' }];
  if (to > today) return [{ path: `${path}.to`, message: 'The period’s last day must not come after today.' }];
  if (addMonths(from, MOST_MONTHS) > to) return [];
  return [{ path: `${path}.from`, message: `The period must be shorter than ${MOST_MONTHS} months.` }];
}

/** What is asked for, in words: "USD 50,000.00 over at least 6 months". */
export function statementWords({ amount, months }: StatementRequirement): string {
  return `${moneyWords(amount)} over at least ${months} ${months === 1 ? 'month' : 'months'}`;
}

/** How many days a period has, both ends included. */
export function daysOf({ from, to }: Pick<Statement, 'from' | 'to'>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** The same day so many months later, or the last day of a month that is too short for it. */
function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
  const later = lastOfMonth.toISOString().slice(0, 10);
  if (!isCalendarDay(later)) throw new RangeError(`There is no calendar day ${months} months from ${day}`);
  return later;
}
