import { randomUUID } from 'node:crypto';
import { nameOfJobTask } from '../../src/domain/job-task.ts';
import { inDatabase } from '../support/database-text.ts';
import { retryAllFailedJobs, retryFailedJob } from '../support/operator-operations.ts';
import type { TestServer } from '../support/server.ts';
import { PROBE } from './effects.ts';
import { prepared, type PreparedCall } from './prepared-call.ts';

/** Each call has a task of its own, since a job can only be retried once. */
const tasks = ['LAPSE_CLAIM', 'REMIND_OF_CLAIM', 'REMIND_OF_DUE_CASES', 'REMIND_OF_DRAFTS', 'APPLY_RETENTION'] as const;
let calls = 0;

/** Puts a job into the queue that has used up its attempts; gives its id. */
async function failedJob({ databaseUrl }: TestServer, task: string): Promise<string> {
  return inDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query<{ id: string }>(
      `select id::text from graphile_worker.add_job($1::text, job_key => $2::text, max_attempts => 1)`,
      [task, `${PROBE}${randomUUID()}`],
    );
    const id = rows[0]?.id ?? '';
    await database.query(`update graphile_worker._private_jobs set attempts = max_attempts where id = $1::bigint`, [
      id,
    ]);
    return id;
  });
}

/** One call of every mutation for operators. */
export const everyOperatorMutation: Readonly<Record<string, (server: TestServer) => Promise<PreparedCall>>> = {
  async retryFailedJob(server) {
    const [job, other] = [await failedJob(server, 'note'), await failedJob(server, 'note')];
    return prepared(await server.signIn('OPERATOR'), retryFailedJob, { job }, { job: other });
  },
  async retryAllFailedJobs(server) {
    const task = tasks[calls % tasks.length] ?? 'OTHER';
    calls += 1;
    await failedJob(server, nameOfJobTask(task));
    return prepared(await server.signIn('OPERATOR'), retryAllFailedJobs, { task }, { task: 'SEND_MAIL' });
  },
};
