import { Logger, run, runMigrations, type TaskList } from 'graphile-worker';

/** Runs the jobs that transactions added. */
export interface JobRunner {
  /** Resolves once the jobs that were running are done, or given back. */
  stop(): Promise<void>;
}

/** Brings the job tables up to date; safe when several servers start at once. Needed before the first job is added. */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: silent });
}

/** How to run jobs. */
export interface JobRunnerOptions {
  readonly url: string;
  readonly tasks: TaskList;
  readonly concurrency: number;
  /** What is run at certain times, in the form of a crontab; once, however many servers there are. */
  readonly crontab?: string;
  /** Called with a text without data when a job fails for now or for good. */
  readonly onWarning: (message: string) => void;
}

/** Starts to run jobs: each is tried again with growing pauses until it succeeds or its attempts are used up. */
export async function runJobs(options: JobRunnerOptions): Promise<JobRunner> {
  const runner = await run({
    connectionString: options.url,
    taskList: options.tasks,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency + 2,
    pollInterval: 1000,
    noHandleSignals: true,
    // At once; but only so is it waited for, before the runner stops, that jobs which are done or failed are written down as such.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: silent,
    ...(options.crontab === undefined ? {} : { crontab: options.crontab }),
  });
  runner.events.on('job:error', ({ job, error }) => {
    const code = error instanceof Error ? error.name : 'unknown';
    options.onWarning(`job ${job.id} (${job.task_identifier}) failed at attempt ${job.attempts}: ${code}`);
  });
  return { stop: () => runner.stop() };
}

// Its own log lines hold payloads; what an operator needs is reported above.
const silent = new Logger(() => () => undefined);
