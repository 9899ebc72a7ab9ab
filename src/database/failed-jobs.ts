import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';
import { MOST_ATTEMPTS } from './job-queue.ts';

/** A job that has used up its attempts, or was given up. Nothing happens to it by itself. */
export interface FailedJob {
  readonly id: string;
  /** The task's name in the queue. */
  readonly task: string;
  /** What it is about: ids, a day. Null when nobody said. */
  readonly about: string | null;
  readonly attempts: number;
  /** The name and code of its last fault, without data. Null when it never came to one. */
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly failedAt: Date;
}

/** What a fault is called: a name, perhaps a code. Whatever else stands there is not shown. */
const code = '^[A-Za-z]{1,60}( [A-Z0-9_.]{1,40}){0,2}$';

const columns = sql`
  id::text, task_identifier as task, nullif(split_part(coalesce(key, ''), '#', 1), '') as about, attempts,
  case when last_error ~ ${code} then last_error when last_error is not null then 'Error' end as "lastError",
  created_at as "createdAt", updated_at as "failedAt"`;
const failed = sql`attempts >= max_attempts and locked_at is null`;
/** From the start, also for what was given up at once. */
const restarted = sql`run_at => now(), attempts => 0, max_attempts => ${MOST_ATTEMPTS}`;

/** A page of the failed jobs, the newest first, from before a job's id; up to `first`. One statement. */
export async function failedJobsBefore(
  session: Session,
  first: number,
  before: string | null,
): Promise<readonly FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select ${columns} from graphile_worker.jobs
    where ${failed} and (${before}::bigint is null or id < ${before}::bigint)
    order by id desc limit ${first}
  `.execute(sqlOf(session));
  return rows;
}

/** Has a failed job tried again from the start, at once. Returns whether there was one. */
export async function restartFailedJob(session: Session, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where id = ${id}::bigint and ${failed}),
      ${restarted})
  `.execute(sqlOf(session));
  return rows.length > 0;
}

/** Which failed jobs: those of these names in the queue, or those of all others. */
export interface TaskFilter {
  readonly names: readonly string[];
  readonly areWanted: boolean;
}

/** Has failed jobs tried again from the start, the oldest first, at most `most`. Returns how many. */
export async function restartFailedJobs(
  session: Session,
  { names, areWanted }: TaskFilter,
  most: number,
): Promise<number> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(
      array(
        select id from graphile_worker.jobs
        where ${failed} and (task_identifier = any(${[...names]}::text[])) = ${areWanted}
        order by id limit ${most}),
      ${restarted})
  `.execute(sqlOf(session));
  return rows.length;
}

/**
 * Gives a job up that failed with this fault at this attempt: it is not tried again by itself. Returns whether it was found
 * so; not while it is locked, nor when something else became of it since.
 */
export async function giveJobUp(
  session: Session,
  { id, attempts, fault }: { readonly id: string; readonly attempts: number; readonly fault: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(
      array(
        select id from graphile_worker.jobs
        where id = ${id}::bigint and attempts = ${attempts} and last_error = ${fault} and locked_at is null),
      max_attempts => ${attempts})
  `.execute(sqlOf(session));
  return rows.length > 0;
}

/** Forgets jobs that failed before then, at most `most`; returns how many. */
export async function forgetFailedJobs(session: Session, before: Date, most: number): Promise<number> {
  const { rows } = await sql`
    select from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where ${failed} and updated_at < ${before.toISOString()}::timestamptz limit ${most}))
  `.execute(sqlOf(session));
  return rows.length;
}
