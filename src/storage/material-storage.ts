import { chmodSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { MediaType } from '../domain/material.ts';
import { createDiskPlace } from './disk-place.ts';
import { createFileKey, isFileKey, type CommittableFile } from './file-place.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { openFile } from './open-file.ts';
import { createS3Place, type S3Options } from './s3-place.ts';
import { sealStaged } from './seal-staged.ts';
import { stageBytes, stageFile, type StagedFile } from './stage-file.ts';
import { sweepIncoming, sweepUnreferenced } from './sweep-files.ts';

/** A file as it was stored; `key` is all that is needed to get it back, beside the key that sealed it. */
export interface StoredFile {
  readonly key: string;
  /** Of the bytes as they came, as all else here. */
  readonly bytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/** The key of 32 bytes that seals a member's files; null: they are kept as they come. */
export type FileKey = Uint8Array | null;

/** Where the files of materials live. Knows nothing of members or verifications; who may read is decided above. */
export interface MaterialStorage {
  /**
   * Takes a file as a stream of bytes: counts, hashes and recognises it while it goes to disk, checks that it can be read,
   * and only then puts it, sealed, under a new random key. Throws MaterialTooLargeError, MaterialTypeUnknownError or
   * MaterialBrokenError, and then leaves nothing behind; a failure of this machine's disk is thrown as it comes.
   */
  store(source: Readable, options: { readonly maxBytes: number; readonly fileKey: FileKey }): Promise<StoredFile>;
  /** Takes bytes of our own making, such as a page's picture, or a stored file to be sealed anew, without a look at them. Returns the key. */
  keep(
    bytes: Uint8Array | Readable,
    options: { readonly mediaType: string; readonly fileKey: FileKey },
  ): Promise<string>;
  /**
   * A stored file's bytes as they came. Throws MaterialFileMissingError, also when it is sealed and there is no key any
   * more. The stream fails with SealBrokenError where the file is not as it was stored.
   */
  open(key: string, fileKey: FileKey): Promise<Readable>;
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
  const commit = async (file: CommittableFile, key: string): Promise<void> => {
    try {
      await place.commit(file, key);
    } catch (error) {
      // It may have arrived although the last step failed. If this fails too, the next sweep takes it.
      await place
        .disk()
        .then((disk) => disk.delete(key))
        .catch(() => undefined);
      throw error;
    }
  };
  /** Puts a staged file in its place, as it is or sealed; returns its key there. */
  const put = async (staged: CommittableFile, fileKey: FileKey): Promise<string> => {
    const key = createFileKey(fileKey === null ? 'plain' : 'sealed');
    if (fileKey === null) {
      await commit(staged, key);
      return key;
    }
    const sealed = await sealStaged(staged, fileKey, key, incoming);
    try {
      await commit(sealed, key);
    } finally {
      await rm(sealed.path, { force: true });
    }
    return key;
  };

  return {
    async store(source, { maxBytes, fileKey }) {
      const staged = await stageFile(source, incoming, maxBytes);
      try {
        await inspect(staged);
        const { path, bytes, sha256, mediaType } = staged;
        return { key: await put({ path, bytes, contentType: mediaType }, fileKey), bytes, sha256, mediaType };
      } finally {
        await rm(staged.path, { force: true });
      }
    },
    async keep(bytes, { mediaType, fileKey }) {
      const source = bytes instanceof Readable ? bytes : Readable.from([bytes], { objectMode: false });
      const staged = await stageBytes(source, incoming);
      try {
        return await put({ ...staged, contentType: mediaType }, fileKey);
      } finally {
        await rm(staged.path, { force: true });
      }
    },
    open: async (key, fileKey) => openFile(await place.disk(), key, fileKey),
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
