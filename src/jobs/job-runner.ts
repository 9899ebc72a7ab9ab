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
    logger: silent,
  });
  runner.events.on('job:error', ({ job, error }) => {
    const code = error instanceof Error ? error.name : 'unknown';
    options.onWarning(`job ${job.id} (${job.task_identifier}) failed at attempt ${job.attempts}: ${code}`);
  });
  return { stop: () => runner.stop() };
}

// Its own log lines hold payloads; what an operator needs is reported above.
const silent = new Logger(() => () => undefined);
