import type { Task } from 'graphile-worker';
import { JobError, toJobError } from './job-error.ts';

/** What a task is guarded with. */
export interface TaskGuard {
  /** Aborted when the server can't wait for it any longer. Tasks see it as `helpers.abortSignal`. */
  readonly stopping: AbortSignal;
  /** Resolves once jobs that did not end in time were given back; nothing of a failure is kept from then on. */
  readonly givenBack: Promise<void>;
}

/** A server that was silent for ten seconds may have been taken for dead: whoever took so long asks whether the job is still its own. */
const LONG = 5000;

/**
 * A task that fails by JobErrors alone, so that no data gets into the queue. One that took long is completed only while the
 * job is still locked by this server: another may have taken it over, and whoever completes a job removes it.
 */
export function guardTask(task: Task, { stopping, givenBack }: TaskGuard): Task {
  return async (payload, helpers) => {
    const { job } = helpers;
    const began = performance.now();
    try {
      await task(payload, { ...helpers, abortSignal: stopping });
      if (performance.now() - began < LONG) return;
      const text = 'select from graphile_worker.jobs where id = $1 and locked_by = $2';
      const { rowCount } = await helpers.query(text, [job.id, job.locked_by]);
      if (rowCount === 0) throw new JobError('JobTakenOverError');
    } catch (fault) {
      if (stopping.aborted) await givenBack;
      throw toJobError(fault);
    }
  };
}
