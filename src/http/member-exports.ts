import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { openMemberExport, type MemberExport } from '../application/export-member.ts';
import { openMaterialFile } from '../application/material-files.ts';

const link = z.object({
  viewer: z.guid(),
  as: z.enum(['MEMBER', 'STAFF']),
  expires: z.string().regex(/^\d{1,15}$/),
  signature: z.string().max(100),
});

/** Serves what is held of a member by short-lived links: one ZIP, made while it is sent, so that its size costs no memory. */
export function registerMemberExports(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>('/exports/:id', async (request, reply) => {
    reply.headers({
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const id = z.guid().safeParse(request.params.id);
    const query = link.safeParse(request.query);
    const found =
      id.success && query.success ? await openMemberExport(deps, id.data, query.data, query.data.signature) : undefined;
    if (found === undefined) {
      return reply
        .code(404)
        .send({ message: 'This link is wrong or has run out. Ask for a new one by `exportMember`.' });
    }
    return reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="member.zip"')
      .send(zip(deps, found));
  });
}

function zip(deps: Deps, { rows, materials, session }: MemberExport): Readable {
  const archive = new ZipFile();
  const output = new Readable({ read() {} }).wrap(archive.outputStream);
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  archive.on('error', fail);
  archive.addReadStream(Readable.from(toJson(rows)).on('error', fail), 'member.json');
  for (const material of materials) {
    const { id, mediaType } = material;
    // Opened only when it is its turn: else a member with many files would hold as many descriptors.
    archive.addReadStreamLazy(`materials/${id}.${extensions[mediaType]}`, { compress: false }, (give) => {
      openMaterialFile(deps, session, material).then((file) => give(null, file.on('error', fail)), fail);
    });
  }
  archive.end();
  return output;
}

const extensions = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;

/** One object: each table's rows under its name. */
async function* toJson(pieces: MemberExport['rows']): AsyncGenerator<string> {
  let table: string | undefined;
  let isFirst = true;
  yield '{';
  for await (const piece of pieces) {
    if (piece.table !== table) {
      yield `${table === undefined ? '' : '\n],'}\n${JSON.stringify(piece.table)}: [`;
      table = piece.table;
      isFirst = true;
    }
    for (const row of piece.rows) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
      isFirst = false;
    }
  }
  yield table === undefined ? '}\n' : '\n]\n}\n';
}
