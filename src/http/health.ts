import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** What the readiness of a server hangs on. */
export interface HealthOptions {
  readonly isDatabaseReachable: () => Promise<boolean>;
  /** Whether events are read as they come. */
  readonly isFollowerCurrent: () => boolean;
  /** Whether jobs are run; without it, nothing is said of them. */
  readonly isJobRunnerRunning?: (() => boolean) | undefined;
  /** Whether the server will stop soon and wants no more requests. */
  readonly isDraining: () => boolean;
}

/** How long the database may take to answer, in milliseconds: whoever asks hears within two seconds. */
const PATIENCE = 1500;

/**
 * `/healthz`: the process lives. `/readyz`: it can serve requests now; else 503, with what is not well. While it drains it
 * is not ready, although it goes on serving.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const draining = options.isDraining();
    const parts = {
      database: (await answersInTime(options.isDatabaseReachable)) ? 'ok' : 'unreachable',
      events: options.isFollowerCurrent() ? 'ok' : 'behind',
      ...(options.isJobRunnerRunning ? { jobs: options.isJobRunnerRunning() ? 'ok' : 'stopped' } : {}),
    };
    const isWell = Object.values(parts).every((part) => part === 'ok');
    return reply
      .header('cache-control', 'no-store')
      .code(isWell && !draining ? 200 : 503)
      .send({ status: draining ? 'draining' : isWell ? 'ok' : 'unavailable', ...parts, draining });
  });
}

async function answersInTime(isReachable: () => Promise<boolean>): Promise<boolean> {
  return Promise.race([isReachable().catch(() => false), delay(PATIENCE, false, { ref: false })]);
}
