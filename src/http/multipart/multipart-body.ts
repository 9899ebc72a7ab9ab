import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import processRequest, { type FileUpload } from 'graphql-upload/processRequest.mjs';
import Upload from 'graphql-upload/Upload.mjs';
import { drainRequest } from './drain-request.ts';
import { createMultipartGuard, type MultipartGuard, type MultipartLimits } from './multipart-guard.ts';
import { MultipartRequestError } from './multipart-request-error.ts';
import { type Operations, valueAt } from './upload-map.ts';

/** The body of one multipart request, from its first byte to the last trace of its files. */
export interface MultipartBody {
  /**
   * Reads up to the end of `map` and returns the operation, with an Upload wherever a file belongs; the files follow while
   * it runs. Throws MultipartRequestError. Call it once, and not at all for a request that is refused.
   */
  read(): Promise<Operations>;
  /**
   * To be awaited before the answer goes out, and called when the client hangs up: stops spooling, removes the temporary
   * files and reads the rest of the body, for at most `drainMilliseconds`. Returns whether the connection can be used
   * again. May be called again.
   */
  settle(): Promise<boolean>;
}

/** Prepares to read a multipart body by graphql-upload, behind a guard; nothing is read yet. */
export function createMultipartBody(
  request: IncomingMessage,
  limits: MultipartLimits,
  drainMilliseconds: number,
): MultipartBody {
  let guard: MultipartGuard | undefined;
  let uploads: Promise<FileUpload>[] = [];
  let settling: Promise<boolean> | undefined;
  // graphql-upload removes a request's temporary files when its response closes. Ours closes when the body is done with.
  const lifetime = new EventEmitter<{ close: [] }>();

  async function read(): Promise<Operations> {
    if (settling !== undefined) throw toRequestError(new Error('The client is gone.'));
    guard = createMultipartGuard(request.headers, limits);
    const { stream } = guard;
    request.pipe(stream);
    try {
      const operations = await processRequest(stream, lifetime, {
        // busboy calls a field or file too large when it is exactly as long as its limit.
        maxFieldSize: limits.maxFieldBytes + 1,
        maxFileSize: limits.maxFileBytes + 1,
        maxFiles: limits.maxFiles,
      });
      if (Array.isArray(operations)) throw new TypeError('The guard lets no batch through.');
      uploads = [...(guard.map?.values() ?? [])].flat().flatMap((path) => uploadAt(operations, path));
      return operations;
    } catch (error) {
      throw guard.violation ?? toRequestError(error);
    }
  }

  async function settle(): Promise<boolean> {
    if (guard !== undefined) {
      request.unpipe(guard.stream);
      guard.stream.destroy();
    }
    // Twice the limit, so that who sends somewhat too much can be told so.
    const drain = { maxBytes: 2 * limits.maxBodyBytes, milliseconds: drainMilliseconds };
    const isReusable = await drainRequest(request, drain);
    // A file that is still on its way through the parser when the files are released would never be: wait until each has
    // come out or failed.
    await Promise.allSettled(uploads);
    lifetime.emit('close');
    return isReusable;
  }

  return { read, settle: () => (settling ??= settle()) };
}

function uploadAt(operations: Operations, path: string): Promise<FileUpload>[] {
  const upload = valueAt(operations, path);
  return upload instanceof Upload ? [upload.promise] : [];
}

function toRequestError(error: unknown): MultipartRequestError {
  const message = 'The multipart body is malformed or ends too early.';
  return new MultipartRequestError('BAD_MULTIPART_REQUEST', message, { cause: error });
}
