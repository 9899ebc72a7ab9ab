import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MediaType } from '../domain/material.ts';
import { MaterialBrokenError, MaterialTooLargeError, MaterialTypeUnknownError } from './material-file-error.ts';
import { HEAD_BYTES, recognizeMediaType } from './recognize-media-type.ts';
import { isServerFault } from './is-server-fault.ts';
import { createStagedPath } from './staged-path.ts';

/** A whole file in the incoming folder, on disk to the last byte, not yet a material. */
export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/**
 * Streams a file once into the incoming folder and learns its length, hash and type on the way. The type is known after
 * the first 4100 bytes, so a wrong one stops the transfer early. The file is synced to disk when this returns.
 * Throws MaterialTooLargeError, MaterialTypeUnknownError or MaterialBrokenError (EMPTY, INTERRUPTED); the folder is then
 * as it was before.
 */
export async function stageFile(source: Readable, directory: string, maxBytes: number): Promise<StagedFile> {
  const path = createStagedPath(directory);
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  let mediaType: MediaType | undefined;

  async function* measure(chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('A file is stored from a stream of bytes.');
      bytes += chunk.length;
      if (bytes > maxBytes) throw new MaterialTooLargeError();
      hash.update(chunk);
      if (mediaType === undefined) {
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
        if (head.length === HEAD_BYTES) mediaType = await recognizeMediaType(head);
      }
      yield chunk;
    }
    if (bytes === 0) throw new MaterialBrokenError('EMPTY');
    mediaType ??= await recognizeMediaType(head);
  }

  try {
    await pipeline(source, measure, target);
  } catch (error) {
    // The file may still be about to be created: remove it after the stream has closed, not before.
    await closed;
    await rm(path, { force: true });
    throw toStoreError(error);
  }
  return { path, bytes, sha256: hash.digest('hex'), mediaType: mediaType ?? (await recognizeMediaType(head)) };
}

/** Streams bytes that need no look into the incoming folder, synced to disk. What goes wrong leaves nothing. */
export async function stageBytes(source: Readable, directory: string): Promise<Pick<StagedFile, 'path' | 'bytes'>> {
  const path = createStagedPath(directory);
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  try {
    await pipeline(source, target);
  } catch (error) {
    await closed;
    await rm(path, { force: true });
    throw error;
  }
  return { path, bytes: target.bytesWritten };
}

function toStoreError(error: unknown): unknown {
  const isOurs = [MaterialTooLargeError, MaterialTypeUnknownError, MaterialBrokenError, TypeError].some(
    (type) => error instanceof type,
  );
  return isOurs || isServerFault(error) ? error : new MaterialBrokenError('INTERRUPTED', { cause: error });
}
