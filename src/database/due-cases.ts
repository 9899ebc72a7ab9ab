import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';

/** How many submitted verifications of one stage are to be decided. */
export interface DueCases {
  readonly stage: string;
  readonly dueToday: number;
  readonly overdue: number;
}

/** Counts what is promised by the end of a day, and what was promised before `now`, by stage; stages with neither are left out. One statement. */
export async function countDueCases(session: Session, now: Date, endOfToday: Date): Promise<readonly DueCases[]> {
  const { rows } = await sql<DueCases>`
    select stage,
      count(*) filter (where due_at >= ${now.toISOString()}::timestamptz)::int as "dueToday",
      count(*) filter (where due_at < ${now.toISOString()}::timestamptz)::int as overdue
    from verification
    where status = 'SUBMITTED' and due_at <= ${endOfToday.toISOString()}::timestamptz
    group by stage order by stage
  `.execute(sqlOf(session));
  return rows;
}
