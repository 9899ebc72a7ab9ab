import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { openMaterial, renderings, viewerRoles, type PageRendering } from '../application/material-link.ts';
import { MaterialFileMissingError } from '../storage/material-file-error.ts';

const link = z.object({
  viewer: z.guid(),
  as: z.enum(viewerRoles),
  expires: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  signature: z.string().max(100),
});
const material = z.object({ id: z.guid() });
const page = material.extend({
  number: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number),
  rendering: z.enum(renderings),
});

/** How soon whoever meets a file that is not inspected yet may ask again, in seconds. */
const AGAIN = 5;

/** Serves materials by their short-lived links, never sniffed, never run: the files as attachments, renderings of their pages to be looked at. */
export function registerMaterialFiles(app: FastifyInstance, deps: Deps): void {
  app.get('/materials/:id', async ({ params, query }, reply) => {
    const found = material.safeParse(params);
    return send(deps, reply, query, found.data?.id, undefined);
  });
  app.get('/materials/:id/pages/:number/:rendering', async ({ params, query }, reply) => {
    const found = page.safeParse(params);
    return send(deps, reply, query, found.data?.id, found.data);
  });
}

async function send(
  deps: Deps,
  reply: FastifyReply,
  query: unknown,
  materialId: string | undefined,
  asked: PageRendering | undefined,
) {
  reply.headers({
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-site',
  });
  const parts = link.safeParse(query);
  const opened =
    materialId !== undefined && parts.success ? await open(deps, materialId, asked, parts.data) : undefined;
  if (opened === undefined) {
    return reply
      .code(404)
      .send({ message: 'This link is wrong or has run out. Ask for a new one in `Material.link`.' });
  }
  if (opened.kind === 'Gone') {
    const { code, cause, message } = opened;
    return reply.code(410).send({ code, cause, message });
  }
  if (opened.kind === 'Pending') {
    return reply
      .code(503)
      .header('retry-after', AGAIN)
      .send({ message: 'This file is not inspected yet. Open the link again in a moment.' });
  }
  if (opened.bytes !== undefined) reply.header('content-length', opened.bytes);
  return reply
    .type(opened.mediaType)
    .header('content-disposition', asked === undefined ? attachment(opened.fileName) : 'inline')
    .send(opened.content);
}

async function open(
  deps: Deps,
  materialId: string,
  asked: PageRendering | undefined,
  { viewer, as, expires, signature }: z.infer<typeof link>,
) {
  try {
    return await openMaterial(deps, { materialId, page: asked, viewerId: viewer, viewerRole: as, expires }, signature);
  } catch (error) {
    if (error instanceof MaterialFileMissingError) return undefined;
    throw error;
  }
}

/** RFC 6266: a plain name for old readers, the real one for all others. */
function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  const real = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${real}`;
}
