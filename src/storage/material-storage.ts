import { chmodSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { MediaType } from '../domain/material.ts';
import { createDiskPlace } from './disk-place.ts';
import { createFileKey, isFileKey } from './file-place.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { openFile } from './open-file.ts';
import { createS3Place, type S3Options } from './s3-place.ts';
import { stageFile, type StagedFile } from './stage-file.ts';
import { sweepIncoming, sweepUnreferenced } from './sweep-files.ts';

/** A file as it was stored; `key` is all that is needed to get it back. */
export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
  /** Of the bytes as they came; hexadecimal, lower case. */
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/** Where the files of materials live. Knows nothing of members or verifications; who may read is decided above. */
export interface MaterialStorage {
  /**
   * Takes a file as a stream of bytes: counts, hashes and recognises it while it goes to disk, checks that it can be read,
   * and only then puts it under a new random key. Throws MaterialTooLargeError, MaterialTypeUnknownError or
   * MaterialBrokenError, and then leaves nothing behind; a failure of this machine's disk is thrown as it comes.
   */
  store(source: Readable, limits: { maxBytes: number }): Promise<StoredFile>;
  /** A stored file's bytes. Throws MaterialFileMissingError. */
  open(key: string): Promise<Readable>;
  /** Removes a stored file; removing it again changes nothing. */
  remove(key: string): Promise<void>;
  /**
   * Removes what interrupted uploads left: staged files, and stored ones that `isReferenced` (asked for at most 500 keys at
   * a time, it returns those in use) doesn't know. Give an `olderThan` well before the oldest upload that may still be
   * under way, such as a day ago. Returns how many were removed.
   */
  sweep(isReferenced: (keys: string[]) => Promise<Set<string>>, olderThan: Date): Promise<number>;
}

/** A folder of this machine, or a bucket with a local folder in which files wait until they are whole and checked. */
export type MaterialStorageOptions =
  | { kind: 'disk'; directory: string }
  | ({ kind: 's3'; workDirectory: string } & S3Options);

/** Makes a material storage and creates its folders (mode 0700) if they aren't there. Throws when it can't. */
export function createMaterialStorage(options: MaterialStorageOptions): MaterialStorage {
  const root = options.kind === 'disk' ? options.directory : options.workDirectory;
  const incoming = join(root, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  chmodSync(incoming, 0o700);
  const place = options.kind === 'disk' ? createDiskPlace(options.directory) : createS3Place(options);
  const commit = async (staged: StagedFile, key: string): Promise<void> => {
    try {
      await place.commit(staged, key);
    } catch (error) {
      // It may have arrived although the last step failed. If this fails too, the next sweep takes it.
      await place
        .disk()
        .then((disk) => disk.delete(key))
        .catch(() => undefined);
      throw error;
    }
  };

  return {
    async store(source, { maxBytes }) {
      const staged = await stageFile(source, incoming, maxBytes);
      try {
        await inspect(staged);
        const key = createFileKey();
        await commit(staged, key);
        return { key, bytes: staged.bytes, sha256: staged.sha256, mediaType: staged.mediaType };
      } finally {
        await rm(staged.path, { force: true });
      }
    },
    open: async (key) => openFile(await place.disk(), key),
    async remove(key) {
      if (!isFileKey(key)) return;
      const disk = await place.disk();
      await disk.delete(key);
    },
    async sweep(isReferenced, olderThan) {
      const disk = await place.disk();
      return (await sweepIncoming(incoming, olderThan)) + (await sweepUnreferenced(disk, isReferenced, olderThan));
    },
  };
}

async function inspect(staged: StagedFile): Promise<void> {
  if (staged.mediaType === 'application/pdf') await inspectPdf(staged.path, staged.bytes);
  else await inspectImage(staged.path, staged.mediaType);
}
