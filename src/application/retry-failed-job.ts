import { restartFailedJob } from '../database/failed-jobs.ts';
import { jobQueueState } from '../database/job-queue.ts';
import type { Deps } from './deps.ts';

/** Has a failed job tried again at once, from the start. */
export async function retryFailedJob(deps: Deps, input: { readonly jobId: string }) {
  return deps.database.transaction(async (session) => {
    if (await restartFailedJob(session, input.jobId)) {
      return { kind: 'Success', queue: await jobQueueState(session) } as const;
    }
    const message = 'No failed job has this id. It may have been retried already: read `failedJobs` again.';
    return { kind: 'FailedJobNotFound', message } as const;
  });
}
