import { restartFailedJobs, type TaskFilter } from '../database/failed-jobs.ts';
import { jobQueueState } from '../database/job-queue.ts';
import { jobTasks, nameOfJobTask, type JobTask } from '../domain/job-task.ts';
import type { Deps } from './deps.ts';

/** So many at once do not drown the mail server. */
const MOST = 1000;

/** Has failed jobs, of one task or of all, tried again at once, the oldest first. */
export async function retryAllFailedJobs(deps: Deps, input: { readonly task: JobTask | null }) {
  return deps.database.transaction(async (session) => {
    const retried = await restartFailedJobs(session, filterBy(input.task), MOST);
    if (retried > 0) return { kind: 'Success', retried, queue: await jobQueueState(session) } as const;
    return { kind: 'NothingFailed', message: 'No job that fits has failed: there is nothing to retry.' } as const;
  });
}

function filterBy(task: JobTask | null): TaskFilter {
  if (task === null) return { names: [], areWanted: false };
  if (task !== 'OTHER') return { names: [nameOfJobTask(task)], areWanted: true };
  return { names: jobTasks.map(nameOfJobTask), areWanted: false };
}
