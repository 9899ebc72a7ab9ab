import { setTimeout as delay } from 'node:timers/promises';
import { Logger, runMigrations, type Job, type Task } from 'graphile-worker';
import type { Database } from '../database/database.ts';
import { giveJobUp } from '../database/failed-jobs.ts';
import type { ServerRegistry } from '../database/server-registry.ts';
import { guardTask } from './guard-task.ts';
import type { JobError } from './job-error.ts';
import { startWorkerPool, type WorkerPool } from './worker-pool.ts';

/** Runs the jobs that transactions added, until it is stopped, whatever happens to the database meanwhile. */
export interface JobRunner {
  /** Whether jobs are taken now. False while it is on its way back after an outage. */
  isRunning(): boolean;
  /** Resolves once the jobs that were running are done, or given back: within seven seconds. */
  stop(): Promise<void>;
}

/** Brings the job tables up to date; safe when several servers start at once. Needed before the first job is added. */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) });
}

/** How to run jobs. */
export interface JobRunnerOptions {
  readonly url: string;
  readonly database: Database;
  readonly registry: ServerRegistry;
  /** By their names in the queue. They may throw anything: only its name and code are kept. */
  readonly tasks: Readonly<Record<string, Task>>;
  readonly concurrency: number;
  /** What is run at certain times, in the form of a crontab; once, however many servers there are. */
  readonly crontab?: string;
  /** Called with a text without data when a job fails, and when the workers had to be started again. */
  readonly onWarning: (message: string) => void;
}

const SHORTEST_PAUSE = 250;
const LONGEST_PAUSE = 5000;
/** Workers that ran for so long were well: the next pause is the shortest again. */
const WELL = 60_000;
/** How long the jobs that run have when the server stops. */
const LAST_JOBS = 4000;

/** Starts to run jobs: each is tried again with growing pauses until it succeeds or its attempts are used up. Workers that come to a halt are started again. */
export async function runJobs(options: JobRunnerOptions): Promise<JobRunner> {
  const { registry, onWarning } = options;
  const stopping = new AbortController();
  const hurrying = new AbortController();
  const { promise: givenBack, resolve: haveGivenBack } = Promise.withResolvers<void>();
  const followUps = new Set<Promise<void>>();
  let pool: WorkerPool | undefined;
  let pause = SHORTEST_PAUSE;

  const guard = { stopping: hurrying.signal, givenBack };
  const tasks = Object.fromEntries(Object.entries(options.tasks).map(([name, task]) => [name, guardTask(task, guard)]));
  const onFailure = (job: Job, fault: JobError, isLast: boolean) => {
    onWarning(`job ${job.id} (${job.task_identifier}) failed at attempt ${job.attempts}: ${fault.message}`);
    if (!isLast) return;
    const followUp = giveUp(options.database, job, fault).finally(() => followUps.delete(followUp));
    followUps.add(followUp);
  };
  const start = () => startWorkerPool({ ...options, tasks, onFailure }).catch(() => undefined);

  const keepRunning = async () => {
    for (;;) {
      const began = performance.now();
      await pool?.ended;
      if (stopping.signal.aborted) return;
      if (pool !== undefined) registry.dismiss(pool.id);
      pool = undefined;
      if (performance.now() - began > WELL) pause = SHORTEST_PAUSE;
      onWarning(`no jobs are run; starting again in ${pause} ms`);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      if (!stopping.signal.aborted) pool = await start();
      if (stopping.signal.aborted) await pool?.stop();
    }
  };
  pool = await start();
  const running = keepRunning();

  return {
    isRunning: () => (pool?.isActive() ?? false) && registry.isKnown(),
    async stop() {
      stopping.abort();
      const ended = Promise.all([pool?.stop(), running]);
      if (!(await endsWithin(LAST_JOBS, ended))) {
        hurrying.abort();
        await registry.giveBack();
        haveGivenBack();
        await endsWithin(500, ended);
      }
      await endsWithin(500, Promise.all(followUps));
    },
  };
}

/** Marks a job that is not tried again, once the workers have let it go. If that fails it is tried again after all. */
async function giveUp(database: Database, { id, attempts }: Job, { message: fault }: JobError): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await delay(50, undefined, { ref: false });
    if (await giveJobUp(database.session(), { id, attempts, fault }).catch(() => false)) return;
  }
}

async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const late = delay(milliseconds, false, { signal: patience.signal }).catch(() => false);
  const inTime = await Promise.race([work.then(() => true), late]);
  patience.abort();
  return inTime;
}
