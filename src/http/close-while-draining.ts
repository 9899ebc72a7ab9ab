import type { FastifyInstance } from 'fastify';

/** While the server drains, each answer ends its connection, so that the next request comes by another and reaches another server. */
export function closeWhileDraining(app: FastifyInstance, isDraining: () => boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining()) reply.header('connection', 'close');
  });
}
