import { buffer } from 'node:stream/consumers';
import { fastify } from 'fastify';

/** A bucket behind HTTP that knows the four S3 calls the storage makes: put, get, delete and list (two keys a page). */
export interface BucketDouble {
  readonly endpoint: string;
  readonly objects: Map<string, { body: Buffer; contentType: string | undefined }>;
  /** While true, every put takes the body and then answers 403. */
  refusesPuts: boolean;
  close(): Promise<void>;
}

/** Starts a bucket named `bucket` on a free loopback port, addressed by path. */
export async function startBucketDouble(bucket: string): Promise<BucketDouble> {
  const objects: BucketDouble['objects'] = new Map();
  const app = fastify({ exposeHeadRoutes: false });
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.put<{ Params: { '*': string } }>(`/${bucket}/*`, async (request, reply) => {
    const body = await buffer(request.raw);
    if (double.refusesPuts) return reply.code(403).send();
    objects.set(request.params['*'], { body, contentType: request.headers['content-type'] });
    return '';
  });
  app.get<{ Querystring: Record<string, string> }>(`/${bucket}/`, async (request) => listing(request.query));
  app.get<{ Params: { '*': string } }>(`/${bucket}/*`, async (request, reply) => {
    const found = objects.get(request.params['*']);
    return found?.body ?? reply.code(404).send('<Error><Code>NoSuchKey</Code></Error>');
  });
  app.delete<{ Params: { '*': string } }>(`/${bucket}/*`, async (request, reply) => {
    objects.delete(request.params['*']);
    return reply.code(204).send();
  });

  function listing(query: Record<string, string>): string {
    const after = query['continuation-token'] ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(query['prefix'] ?? '') && key > after).sort();
    const [page, last] = [keys.slice(0, 2), keys[1]];
    const rows = page.map(
      (key) => `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`,
    );
    const next = keys.length > 2 ? `<NextContinuationToken>${last}</NextContinuationToken>` : '';
    return `<ListBucketResult>${rows.join('')}${next}</ListBucketResult>`;
  }

  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const double: BucketDouble = { endpoint, objects, refusesPuts: false, close: () => app.close() };
  return double;
}
