import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { isFileKey } from './file-place.ts';
import { MaterialFileMissingError } from './material-file-error.ts';

const missing = new Set(['ENOENT', 'NoSuchKey', 'NotFound']);

/** Opens a stored file for reading. Throws MaterialFileMissingError before the first byte, not from the stream. */
export async function openFile(disk: Disk, key: string): Promise<Readable> {
  if (!isFileKey(key)) throw new MaterialFileMissingError(key);
  try {
    const stream = await disk.getStream(key);
    if (stream instanceof ReadStream) await once(stream, 'open');
    return stream;
  } catch (error) {
    if (isMissing(error)) throw new MaterialFileMissingError(key, { cause: error });
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return missing.has(code) || missing.has(error.name) || isMissing(error.cause);
}
