import type { Statement } from '../../domain/statement.ts';
import { isCalendarDay } from '../../domain/working-days.ts';

/** A confirmed statement as the tables have it; all null: there is none. */
interface StatementColumns {
  readonly confirmedAmount?: number | null;
  readonly confirmedCurrency?: string | null;
  readonly confirmedFrom?: string | null;
  readonly confirmedTo?: string | null;
}

/** A confirmed statement in columns. */
export function fromStatement(statement: Statement | null): Required<StatementColumns> {
  return {
    confirmedAmount: statement?.amount.amount ?? null,
    confirmedCurrency: statement?.amount.currency ?? null,
    confirmedFrom: statement?.from ?? null,
    confirmedTo: statement?.to ?? null,
  };
}

/** The confirmed statement of a row; null when there is none. */
export function toStatement(row: StatementColumns): Statement | null {
  const { confirmedAmount: amount, confirmedCurrency: currency, confirmedFrom: from, confirmedTo: to } = row;
  if (typeof amount !== 'number' || !currency || !from || !to || !isCalendarDay(from) || !isCalendarDay(to))
    return null;
  return { amount: { amount, currency }, from, to };
}
