import type { Task } from 'graphile-worker';
import type { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { addJob } from '../database/job-queue.ts';

/** A job that must not run before an instant of this server's clock. */
export interface TimedTask<T extends Readonly<Record<string, unknown>>> {
  readonly payload: z.ZodType<T>;
  readonly dueAt: (payload: T) => Date;
  readonly work: (payload: T) => Promise<void>;
}

/**
 * A task that waits for its time. A job is due by the database's clock, which may be ahead of ours: one that comes early is
 * put back for as long as it is early.
 */
export function createTimedTask<T extends Readonly<Record<string, unknown>>>(deps: Deps, timed: TimedTask<T>): Task {
  return async (raw, { job }) => {
    const payload = timed.payload.parse(raw);
    const early = timed.dueAt(payload).getTime() - deps.now().getTime();
    if (early <= 0) return timed.work(payload);
    const key = job.key === null ? {} : { key: job.key };
    await addJob(deps.database.session(), job.task_identifier, payload, { ...key, delay: early });
  };
}
