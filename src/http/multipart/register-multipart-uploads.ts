import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createMultipartBody, type MultipartBody } from './multipart-body.ts';
import { MultipartRequestError } from './multipart-request-error.ts';

/** How uploads are taken. Sizes are in bytes. */
export interface MultipartUploadOptions {
  /** The route that takes them; on any other, a multipart body is answered 415. */
  path: string;
  /** One file may be this long; a longer one is an error of its stream. */
  maxFileBytes: number;
  /** So many files may come with one operation. */
  maxFiles: number;
  /** The query with its variables may be this long. */
  maxFieldBytes: number;
  /** The whole body; without it, room for all files, the operation and 64 KB of part headers. */
  maxBodyBytes?: number;
  /** How long an answer waits for the rest of its request's body; 10,000 without it. */
  drainMilliseconds?: number;
  /** Whether a request bears a valid sign-in. Asked before a byte of its body is read. */
  isSignedIn: (request: FastifyRequest) => Promise<boolean>;
  /** The folder that was given to `useUploadSpool`. */
  temporaryDirectory: string;
}

/** `map` with its few short paths never needs more. */
const MAX_MAP_BYTES = 4096;
const PART_HEADER_BYTES = 64 * 1024;

/**
 * Teaches an app the GraphQL multipart request specification on one POST route: its handler finds the operation in
 * `request.body`, with an Upload wherever a file belongs. Add it before the route, on the same instance. Refuses, before a
 * byte reaches the disk: who isn't signed in (401), what a browser could send across sites without asking (400), what is
 * larger than allowed (413) and what is out of order (400). No answer goes out before the request's body is done with, so
 * that connections can be used again and no temporary file is left. A sender may be as slow as the app's `requestTimeout`
 * lets it be: set that, Fastify has none by itself. Throws when the process's temporary folder is not `temporaryDirectory`.
 */
export function registerMultipartUploads(app: FastifyInstance, options: MultipartUploadOptions): void {
  if (resolve(tmpdir()) !== resolve(options.temporaryDirectory)) {
    throw new Error('Call useUploadSpool(temporaryDirectory) before registerMultipartUploads.');
  }
  const { maxFileBytes, maxFiles, maxFieldBytes, drainMilliseconds = 10_000 } = options;
  const maxBodyBytes = options.maxBodyBytes ?? maxFiles * maxFileBytes + maxFieldBytes + PART_HEADER_BYTES;
  const limits = { maxBodyBytes, maxFileBytes, maxFiles, maxFieldBytes, maxMapBytes: MAX_MAP_BYTES };
  const bodies = new WeakMap<FastifyRequest, MultipartBody>();

  app.addContentTypeParser('multipart/form-data', (request, _payload, done) => {
    done(bodies.has(request) ? null : Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
  });

  app.addHook('onRequest', async (request, reply) => {
    if (!isUpload(request, options.path)) return undefined;
    const body = createMultipartBody(request.raw, limits, drainMilliseconds);
    bodies.set(request, body);
    reply.raw.once('close', () => void body.settle());
    if (!(await options.isSignedIn(request))) {
      return refuse(reply, new MultipartRequestError('UNAUTHENTICATED', 'Sign in to upload files.'));
    }
    if (!hasPreflightHeader(request)) return refuse(reply, new MultipartRequestError('BAD_REQUEST', preflightMessage));
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
      return refuse(reply, new MultipartRequestError('PAYLOAD_TOO_LARGE', 'The request is larger than the limit.'));
    }
    return undefined;
  });

  app.addHook('preValidation', async (request, reply) => {
    try {
      const body = bodies.get(request);
      if (body !== undefined) request.body = await body.read();
      return undefined;
    } catch (error) {
      if (error instanceof MultipartRequestError) return refuse(reply, error);
      throw error;
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const body = bodies.get(request);
    if (body !== undefined && !(await body.settle())) reply.header('connection', 'close');
    return payload;
  });
}

function isUpload(request: FastifyRequest, path: string): boolean {
  const isMultipart = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
  return isMultipart && request.method === 'POST' && request.routeOptions.url === path;
}

// Apollo Server's rule (csrfPrevention), which would otherwise run only after the files were spooled.
function hasPreflightHeader({ headers }: FastifyRequest): boolean {
  return Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']);
}

const preflightMessage =
  'Send an "apollo-require-preflight" or "x-apollo-operation-name" header that is not empty, so that no other site can send this request in your name.';

function refuse(reply: FastifyReply, error: MultipartRequestError): FastifyReply {
  return reply.code(error.status).type('application/json; charset=utf-8').send(error.toBody());
}
