import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';

/** When and how often a job is tried. */
export interface JobOptions {
  /** A job of the same key that has not run yet is replaced. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

/** Adds a job in the session's transaction: it exists if, and only if, the transaction commits. */
export async function addJob(
  session: Session,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${task}::text,
    payload => ${JSON.stringify(payload)}::json,
    job_key => ${options.key ?? null}::text,
    run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? 25}::int
  )`.execute(sqlOf(session));
}
