import type { FastifyInstance } from 'fastify';

/** What the readiness of a server hangs on. */
export interface HealthOptions {
  readonly isDatabaseReachable: () => Promise<boolean>;
}

/** `/healthz`: the process lives. `/readyz`: it can serve requests now, else 503. */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await options.isDatabaseReachable();
    return reply
      .header('cache-control', 'no-store')
      .code(database ? 200 : 503)
      .send({ status: database ? 'ok' : 'unavailable', database: database ? 'ok' : 'unreachable' });
  });
}
