import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built page lies, and what it has to know before anybody is signed in. */
export interface GraphiqlPageOptions {
  /** The folder that `npm run build` fills, with `index.html` and `assets/` in it. */
  readonly directory: string;
  /** The claim of a token that holds its roles. */
  readonly rolesClaim: string;
  /** Where people sign in; undefined: as sample people, or with a token that they paste. */
  readonly provider:
    | { readonly issuer: string; readonly clientId: string; readonly scope: string; readonly audience: string }
    | undefined;
  /** Where that provider answers beside its issuer's origin. */
  readonly providerOrigins?: readonly string[];
}

/** The page may load nothing but its own server's, and call that and the identity provider; Monaco writes its style sheets into the page. */
function contentSecurityPolicy({ provider, providerOrigins = [] }: GraphiqlPageOptions): string {
  const callable = provider === undefined ? [] : [new URL(provider.issuer).origin, ...providerOrigins];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...callable].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Serves GraphiQL at /graphiql, its settings at /graphiql/settings and its assets at /graphiql/assets/. Without a built page /graphiql answers 503 and says
 * how to build it; a build that is made later is served without a restart.
 */
export function registerGraphiqlPage(app: FastifyInstance, options: GraphiqlPageOptions): void {
  const { directory, rolesClaim, provider } = options;
  const policy = contentSecurityPolicy(options);
  void app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.headers({
        'content-security-policy': policy,
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

    scope.get('/graphiql/settings', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ rolesClaim, provider }),
    );

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
