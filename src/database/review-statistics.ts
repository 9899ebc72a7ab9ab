import { sql } from 'kysely';
import type { IdentityType } from '../domain/identity.ts';
import type { Method } from '../domain/method.ts';
import type { CalendarDay } from '../domain/working-days.ts';
import { sqlOf, type Session } from './database.ts';

/** Submitted verifications of one kind that wait. */
export interface Waiting {
  readonly open: number;
  readonly dueToday: number;
  readonly overdue: number;
  /** Held by whoever asks. */
  readonly mine: number;
  readonly awaitingSecondReview: number;
  readonly disputed: number;
}

/** What waits by one thing that it is; all null: whatever it is. */
export interface WaitingOfKind extends Waiting {
  readonly stage: string | null;
  readonly method: Method | null;
  readonly identityType: IdentityType | null;
  /** How many days it has waited; of what has waited longest: `longest`. */
  readonly days: number | null;
}

/** Who looks at the workload, and when. */
export interface WorkloadView {
  readonly reviewerId: string;
  readonly now: Date;
  readonly today: CalendarDay;
  readonly endOfToday: Date;
  readonly timeZone: string;
  /** Days of waiting are counted up to here. */
  readonly longest: number;
}

/** Counts what waits: in all, by stage, by method, by identity, and by days. One statement, however much it is. */
export async function workload(session: Session, view: WorkloadView): Promise<readonly WaitingOfKind[]> {
  const now = sql`${view.now.toISOString()}::timestamptz`;
  const { rows } = await sql<WaitingOfKind>`
    with waiting as (
      select stage, method, identity_type, due_at, claimed_by, claimed_until, reviews,
        least(greatest(${view.today}::date - (submitted_at at time zone ${view.timeZone}::text)::date, 0), ${view.longest}::int) as days
      from verification where status = 'SUBMITTED'
    )
    select stage, method, identity_type as "identityType", days, count(*)::int as open,
      count(*) filter (where due_at >= ${now} and due_at <= ${view.endOfToday.toISOString()}::timestamptz)::int as "dueToday",
      count(*) filter (where due_at < ${now})::int as overdue,
      count(*) filter (where claimed_by = ${view.reviewerId}::uuid and claimed_until > ${now})::int as mine,
      count(*) filter (where reviews > 0)::int as "awaitingSecondReview",
      count(*) filter (where reviews = 2)::int as disputed
    from waiting group by grouping sets ((), (stage), (method), (identity_type), (days)) order by days
  `.execute(sqlOf(session));
  return rows;
}

/** What is looked back at; instants are the days' in the operator's time zone. */
export interface Lookback {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly start: Date;
  /** The last instant. */
  readonly end: Date;
  readonly timeZone: string;
}

/** What one reviewer did. */
export interface ReviewerRow {
  readonly reviewerId: string;
  readonly decisions: number;
  readonly approved: number;
  readonly rejected: number;
  readonly medianMinutes: number | null;
  readonly agreements: number;
  readonly disagreements: number;
}

/**
 * What each reviewer did of what was decided in the time. A claim that was prolonged counts from its beginning; a review before
 * the decision agrees when the decision has its outcome and its stage. One statement.
 */
export async function reviewersWithin(session: Session, { start, end }: Lookback): Promise<readonly ReviewerRow[]> {
  const { rows } = await sql<ReviewerRow>`
    with decided as (
      select d.verification_id, d.decided_by, d.decided_at, d.outcome,
        case when d.outcome = 'REJECTED' then null when d.confirmed_amount is null then v.stage else d.unlocked_stage end as unlocked
      from decision d join verification v on v.id = d.verification_id
      where d.decided_at between ${start.toISOString()}::timestamptz and ${end.toISOString()}::timestamptz
    ), timed as (
      select d.*, extract(epoch from d.decided_at - claim.at)::float8 / 60 as minutes
      from decided d left join lateral (
        select min(c.at) as at from audit_entry c
        where c.verification_id = d.verification_id and c.act = 'VERIFICATION_CLAIMED' and c.actor_id = d.decided_by
          and c.at <= d.decided_at and not exists (
            select 1 from audit_entry r
            where r.verification_id = c.verification_id and r.act = 'VERIFICATION_RELEASED' and (r.at, r.id) > (c.at, c.id)
          )
      ) claim on true
    ), deciders as (
      select decided_by as reviewer_id, count(*)::int as decisions,
        count(*) filter (where outcome = 'APPROVED')::int as approved,
        count(*) filter (where outcome = 'REJECTED')::int as rejected,
        percentile_cont(0.5) within group (order by minutes) as median_minutes
      from timed group by decided_by
    ), judged as (
      select r.reviewer_id, r.outcome = d.outcome and r.unlocked_stage is not distinct from d.unlocked as agrees
      from decided d join review r using (verification_id)
      union all
      select d.decided_by, k.agrees from decided d join recheck k using (verification_id) where k.agrees is not null
    ), agreed as (
      select reviewer_id, count(*) filter (where agrees)::int as agreements,
        count(*) filter (where not agrees)::int as disagreements
      from judged group by reviewer_id
    )
    select reviewer_id as "reviewerId", coalesce(decisions, 0) as decisions, coalesce(approved, 0) as approved,
      coalesce(rejected, 0) as rejected, median_minutes as "medianMinutes",
      coalesce(agreements, 0) as agreements, coalesce(disagreements, 0) as disagreements
    from deciders full join agreed using (reviewer_id)
    order by coalesce(decisions, 0) desc, reviewer_id
  `.execute(sqlOf(session));
  return rows;
}

/** What happened on one day. */
export interface DayRow {
  readonly day: CalendarDay;
  readonly submitted: number;
  readonly decided: number;
}

/** How many were submitted and decided on each day of the time, in order, also where nothing was. One statement. */
export async function daysWithin(session: Session, lookback: Lookback): Promise<readonly DayRow[]> {
  const { from, to, timeZone } = lookback;
  const within = sql`between ${lookback.start.toISOString()}::timestamptz and ${lookback.end.toISOString()}::timestamptz`;
  const { rows } = await sql<DayRow>`
    with submissions as (
      select (submitted_at at time zone ${timeZone}::text)::date as day, count(*)::int as submitted
      from verification where submitted_at ${within} group by 1
    ), decisions as (
      select (decided_at at time zone ${timeZone}::text)::date as day, count(*)::int as decided
      from decision where decided_at ${within} group by 1
    )
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(submitted, 0) as submitted, coalesce(decided, 0) as decided
    from (select generate_series(${from}::date, ${to}::date, interval '1 day')::date as day) days
    left join submissions using (day) left join decisions using (day)
    order by days.day
  `.execute(sqlOf(session));
  return rows;
}
