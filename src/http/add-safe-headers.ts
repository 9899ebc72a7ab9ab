import type { FastifyInstance } from 'fastify';

/** The strictest: nothing is sniffed, framed, run or kept. */
export const SAFE_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Gives every answer the safe headers, unless its route has some of its own. */
export function addSafeHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });
}
