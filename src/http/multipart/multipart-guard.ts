import type { IncomingHttpHeaders } from 'node:http';
import { Transform } from 'node:stream';
import busboy from 'busboy';
import { MultipartRequestError } from './multipart-request-error.ts';
import { type Operations, readOperations, readUploadMap, type UploadMap } from './upload-map.ts';

/** What one multipart request may bring, in bytes and files. */
export interface MultipartLimits {
  /** The whole body. */
  maxBodyBytes: number;
  /** One file. */
  maxFileBytes: number;
  maxFiles: number;
  /** The field `operations`: the query and its variables. */
  maxFieldBytes: number;
  /** The field `map`. */
  maxMapBytes: number;
}

/** A stream that lets a multipart body through while it is in order, and what is known of that body so far. */
export interface MultipartGuard {
  /** Carries the headers, because graphql-upload reads the boundary from there. */
  readonly stream: Transform & { headers: IncomingHttpHeaders };
  /** The checked `map`; undefined until that field has arrived. */
  readonly map: UploadMap | undefined;
  /** Why the stream was stopped; undefined while all is well. */
  readonly violation: MultipartRequestError | undefined;
}

/**
 * Stands in front of graphql-upload and sees each piece of the body first, through the same version of the same parser
 * (busboy), so that both always understand the same thing. A piece is passed on only if everything that ended in it is in
 * order: `operations`, then `map`, each once and within its limit, then only files that `map` names, each once, and no
 * more bytes than allowed.
 * Otherwise the stream is destroyed with a MultipartRequestError. Throws one when the Content-Type has no boundary.
 */
export function createMultipartGuard(headers: IncomingHttpHeaders, limits: MultipartLimits): MultipartGuard {
  const expected = new Set<string>();
  let bytes = 0;
  let operations: Operations | undefined;
  let map: UploadMap | undefined;
  let violation: MultipartRequestError | undefined;

  const check = (rule: () => void): void => {
    try {
      if (violation === undefined) rule();
    } catch (error) {
      violation = error instanceof MultipartRequestError ? error : malformed(error);
    }
  };

  const watcher = createWatcher(headers, limits);
  watcher.on('field', (name, value, { valueTruncated }) =>
    check(() => {
      const isMap = name === 'map';
      if (valueTruncated || (isMap && Buffer.byteLength(value) > limits.maxMapBytes)) {
        throw new MultipartRequestError('PAYLOAD_TOO_LARGE', 'A multipart field is larger than the limit.');
      }
      if (name === 'operations' && operations === undefined) {
        operations = readOperations(value);
      } else if (isMap && operations !== undefined && map === undefined) {
        map = readUploadMap(value, operations, limits.maxFiles);
        for (const key of map.keys()) expected.add(key);
      } else throw malformed();
    }),
  );
  watcher.on('file', (name, file) => {
    file.on('error', () => undefined).resume();
    check(() => {
      if (!expected.delete(name)) throw malformed();
    });
  });
  watcher.on('error', (error) => {
    violation ??= malformed(error);
  });
  watcher.on('partsLimit', () => {
    violation ??= malformed();
  });

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limits.maxBodyBytes) {
        violation ??= new MultipartRequestError('PAYLOAD_TOO_LARGE', 'The request is larger than the limit.');
        done(violation);
        return;
      }
      watcher.write(chunk, (error) => {
        if (error) violation ??= malformed(error);
        done(violation, chunk);
      });
    },
    destroy(error, done) {
      watcher.destroy();
      done(error);
    },
  });
  // graphql-upload hears of a destroyed stream by its "close".
  stream.on('error', () => undefined);

  return {
    stream: Object.assign(stream, { headers }),
    get map() {
      return map;
    },
    get violation() {
      return violation;
    },
  };
}

function createWatcher(headers: IncomingHttpHeaders, limits: MultipartLimits): busboy.Busboy {
  try {
    // busboy calls a field truncated, and a form full, when it is exactly as long as its limit.
    const fieldSize = limits.maxFieldBytes + 1;
    return busboy({ headers, defParamCharset: 'utf8', limits: { fieldSize, parts: limits.maxFiles + 3 } });
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(cause?: unknown): MultipartRequestError {
  const message = 'The body must hold "operations", then "map", then the files that "map" names, each once.';
  return new MultipartRequestError('BAD_MULTIPART_REQUEST', message, { cause });
}
