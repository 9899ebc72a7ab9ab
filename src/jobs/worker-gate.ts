import { once } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';

/** How long a worker may look for a job when its pool is to shut down, in milliseconds. */
const PATIENCE = 1500;
/** Who looks for a job for so long has a connection that hangs, or sleeps off an outage that is over; in milliseconds. */
const TOO_LONG = 30_000;

/** Holds workers up between two jobs. */
export interface WorkerGate {
  /** Resolves when a worker may look for its next job, or when its pool shuts down. */
  pass(): Promise<void>;
  /** Whether a worker has been looking for a job for too long. */
  isStuck(): boolean;
  /** Part of the pool's preset: its shutdown begins when no worker looks for a job any more. */
  readonly plugin: GraphileConfig.Plugin;
}

/**
 * Makes the gate of one pool. A worker whose look for a job fails while its pool shuts down, as when the database is away,
 * would end with a stack on the console: so nobody passes from then on, and whoever did is waited for.
 */
export function createWorkerGate(events: WorkerEvents, closed: AbortSignal, admit: () => Promise<void>): WorkerGate {
  /** Since when each worker that does so looks for a job. */
  const looking = new Map<string, number>();
  let isDraining = false;
  events.on('worker:getJob:start', ({ worker }) => looking.set(worker.workerId, performance.now()));
  const haveLooked = ['worker:getJob:empty', 'worker:getJob:error', 'job:start'] as const;
  for (const event of haveLooked) events.on(event, ({ worker }) => looking.delete(worker.workerId));

  const drain = async () => {
    isDraining = true;
    const patience = AbortSignal.timeout(PATIENCE);
    // Who has just passed counts as looking a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    while (looking.size > 0 && !patience.aborted) {
      const either = new AbortController();
      const signal = AbortSignal.any([patience, either.signal]);
      await Promise.race(haveLooked.map((event) => once(events, event, { signal }))).catch(() => undefined);
      either.abort();
    }
  };

  return {
    async pass() {
      await admit();
      if (isDraining && !closed.aborted) await once(closed, 'abort');
    },
    isStuck: () => [...looking.values()].some((since) => performance.now() - since > TOO_LONG),
    plugin: {
      name: 'DrainWorkersPlugin',
      version: '1.0.0',
      worker: {
        middleware: {
          async poolGracefulShutdown(next) {
            await drain();
            return next();
          },
        },
      },
    },
  };
}
