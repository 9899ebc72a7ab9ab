import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { openSealedFile } from '../sealing/seal-file.ts';
import { isFileKey, isSealedFileKey } from './file-place.ts';
import { MaterialFileMissingError } from './material-file-error.ts';

const missing = new Set(['ENOENT', 'NoSuchKey', 'NotFound']);

/** Opens a stored file for reading, and its seal if it has one. Throws MaterialFileMissingError before the first byte, not from the stream. */
export async function openFile(disk: Disk, key: string, fileKey: Uint8Array | null): Promise<Readable> {
  if (!isSealedFileKey(key)) return openBytes(disk, key);
  // Whoever destroyed the key has destroyed the file.
  if (fileKey === null) throw new MaterialFileMissingError(key);
  const sealed = await openBytes(disk, key);
  const opened = Readable.from(openSealedFile(fileKey, key, sealed), { objectMode: false });
  // Who goes away before the first byte never starts the reading, which would end what lies beneath.
  return opened.once('close', () => sealed.destroy());
}

async function openBytes(disk: Disk, key: string): Promise<Readable> {
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
