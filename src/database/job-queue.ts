import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';

/** When and how often a job is tried. */
export interface JobOptions {
  /**
   * A job of the same key that has not run yet is replaced. What stands before a `#` is shown to operators as what the job
   * is about: an id, a day; never personal data.
   */
  readonly key?: string;
  /** Not before this instant of the database's clock. */
  readonly runAt?: Date;
  /** Not before so many milliseconds from now have passed; counts instead of `runAt`. */
  readonly delay?: number;
  readonly maxAttempts?: number;
  /** Jobs that stand in the same line are run one after the other; others at the same time. */
  readonly line?: string;
}

/** How often a job is tried unless it says otherwise: for about four days. */
export const MOST_ATTEMPTS = 25;

/** Adds a job in the session's transaction: it exists if, and only if, the transaction commits. */
export async function addJob(
  session: Session,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: JobOptions = {},
): Promise<void> {
  const seconds = options.delay === undefined ? null : options.delay / 1000;
  await sql`select graphile_worker.add_job(
    ${task}::text,
    payload => ${JSON.stringify(payload)}::json,
    queue_name => ${options.line ?? null}::text,
    job_key => ${options.key ?? null}::text,
    run_at => coalesce(now() + make_interval(secs => ${seconds}::float8), ${options.runAt?.toISOString() ?? null}::timestamptz),
    max_attempts => ${options.maxAttempts ?? MOST_ATTEMPTS}::int
  )`.execute(sqlOf(session));
}

/** How the queue of jobs stands. */
export interface JobQueueState {
  /** Could run now, and nobody has taken them yet. */
  readonly waiting: number;
  /** Are to run later: claims that will lapse, reminders, what is done every day. */
  readonly scheduled: number;
  /** Have failed, and are tried again later. */
  readonly retrying: number;
  readonly running: number;
  /** Have used up their attempts: nothing happens to them by itself. */
  readonly failed: number;
  /** Since when the first of those that wait could have run; null when none waits. */
  readonly oldestWaitingSince: Date | null;
}

/** Counts the jobs by what happens to them next. One statement. */
export async function jobQueueState(session: Session): Promise<JobQueueState> {
  const { rows } = await sql<JobQueueState>`
    select
      count(*) filter (where is_open and run_at <= now())::int as waiting,
      count(*) filter (where is_open and run_at > now() and attempts = 0)::int as scheduled,
      count(*) filter (where is_open and run_at > now() and attempts > 0)::int as retrying,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
      min(run_at) filter (where is_open and run_at <= now()) as "oldestWaitingSince"
    from (select *, locked_at is null and attempts < max_attempts as is_open from graphile_worker.jobs) job
  `.execute(sqlOf(session));
  const [row] = rows;
  if (row === undefined) throw new Error('the database counted no jobs');
  return row;
}
