import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, run, type Job, type Task, type WorkerEvents } from 'graphile-worker';
import type { ServerRegistry } from '../database/server-registry.ts';
import { createWorkerGate } from './worker-gate.ts';
import { toJobError, type JobError } from './job-error.ts';

/** Workers that take jobs from the queue, until they stop or come to a halt by themselves. */
export interface WorkerPool {
  /** In whose name it locks jobs. */
  readonly id: string;
  /** Resolves when it has ended, or is so stuck that it has to be left behind. */
  readonly ended: Promise<void>;
  /** Whether it takes jobs. */
  isActive(): boolean;
  /** Takes no more jobs; resolves when those that run have ended. */
  stop(): Promise<void>;
}

/** How to run jobs. */
export interface WorkerPoolOptions {
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly concurrency: number;
  /** What is run at certain times, in the form of a crontab; once, however many servers there are. */
  readonly crontab?: string | undefined;
  readonly registry: ServerRegistry;
  /** Called for each job that failed; `isLast` when it is not tried again. */
  readonly onFailure: (job: Job, fault: JobError, isLast: boolean) => void;
}

/** A pool that could not write down what became of a job shuts itself down, and waits for its tasks: at most so long. */
const LAST_TASKS = 20 * 60_000;
const LOOK_AFTER_EVERY = 5000;

/** Starts workers. Throws when the database is away. */
export async function startWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  const { registry, concurrency, onFailure } = options;
  const events: WorkerEvents = new EventEmitter();
  const closing = new AbortController();
  let id = '';
  events.on('pool:create', ({ workerPool }) => (id = workerPool.id));
  events.on('pool:gracefulShutdown', () => closing.abort());
  events.on('job:error', ({ job, error }) => {
    const fault = toJobError(error);
    onFailure(job, fault, fault.isFinal || job.attempts >= job.max_attempts);
  });

  const gate = createWorkerGate(events, closing.signal, () => registry.admit(id, closing.signal));
  const runner = await run({
    connectionString: options.url,
    taskList: { ...options.tasks },
    concurrency,
    maxPoolSize: concurrency + 2,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: silent,
    events,
    ...(options.crontab === undefined ? {} : { crontab: options.crontab }),
    // Asked before each job is looked for: the one place where a worker can be made to wait.
    forbiddenFlags: async () => {
      await gate.pass();
      return null;
    },
    // Without a batch, nobody would wait for a job's completion, and its failure would end the process.
    preset: { plugins: [gate.plugin], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const ran = runner.promise.catch(() => undefined);
  const leaveBehind = Promise.withResolvers<void>();
  closing.signal.addEventListener(
    'abort',
    () => void delay(LAST_TASKS, undefined, { ref: false }).then(leaveBehind.resolve),
  );
  const lookingAfter = setInterval(() => {
    // While the database is away nobody is stuck: they wait.
    if (!gate.isStuck() || !registry.isKnown()) return;
    leaveBehind.resolve();
    void runner.stop().catch(() => undefined);
  }, LOOK_AFTER_EVERY).unref();
  const ended = Promise.race([ran, leaveBehind.promise]).finally(() => clearInterval(lookingAfter));
  return {
    id,
    ended,
    isActive: () => !closing.signal.aborted && !gate.isStuck(),
    stop: async () => {
      await runner.stop().catch(() => undefined);
      await ran;
    },
  };
}

// Its own log lines hold payloads; what an operator needs is reported by `onFailure`.
const silent = new Logger(() => () => undefined);
