import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built page lies: the folder that `npm run build` fills, with `index.html` and `assets/` in it. */
export interface GraphiqlPageOptions {
  readonly directory: string;
}

/** The page may load and call nothing but its own server; Monaco writes its style sheets into the page. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves GraphiQL at /graphiql and its assets at /graphiql/assets/. Without a built page /graphiql answers 503 and says
 * how to build it; a build that is made later is served without a restart.
 */
export function registerGraphiqlPage(app: FastifyInstance, { directory }: GraphiqlPageOptions): void {
  void app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.headers({
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    });

    for (const path of ['/graphiql', '/graphiql/']) {
      scope.get(path, async (_request, reply) => {
        const html = await readIfThere(join(directory, 'index.html'));
        reply.header('cache-control', 'no-store');
        if (html === undefined) {
          return reply
            .code(503)
            .type('text/plain; charset=utf-8')
            .send('GraphiQL is not built yet. Run: npm run build\n');
        }
        return reply.type('text/html; charset=utf-8').send(html);
      });
    }

    await scope.register(fastifyStatic, {
      root: join(directory, 'assets'),
      prefix: '/graphiql/assets/',
      decorateReply: false,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      // Every name carries a hash of what is in the file.
      immutable: true,
      maxAge: '365d',
      suppressWarning: true,
    });
  });
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
