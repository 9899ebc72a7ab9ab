import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { openMaterial, viewerRoles } from '../application/material-link.ts';
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

/** Serves materials by their short-lived links: as attachments, never sniffed, never run. */
export function registerMaterialFiles(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>('/materials/:id', async (request, reply) => {
    reply.headers({
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-site',
    });
    const id = z.guid().safeParse(request.params.id);
    const parts = link.safeParse(request.query);
    const opened = id.success && parts.success ? await open(deps, id.data, parts.data) : undefined;
    if (opened === undefined) {
      return reply
        .code(404)
        .send({ message: 'This link is wrong or has run out. Ask for a new one in `Material.link`.' });
    }
    if ('gone' in opened) return reply.code(410).send(opened.gone);
    const { material, content } = opened;
    return reply
      .type(material.mediaType)
      .header('content-length', material.bytes)
      .header('content-disposition', attachment(material.fileName))
      .send(content);
  });
}

async function open(deps: Deps, materialId: string, { viewer, as, expires, signature }: z.infer<typeof link>) {
  try {
    return await openMaterial(deps, { materialId, viewerId: viewer, viewerRole: as, expires }, signature);
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
