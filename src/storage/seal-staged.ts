import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sealedLength, sealFile } from '../sealing/seal-file.ts';
import type { CommittableFile } from './file-place.ts';
import { createStagedPath } from './staged-path.ts';

/** Seals a staged file into another one beside it, synced to disk, to be committed under `key`. What goes wrong leaves nothing. */
export async function sealStaged(
  staged: { readonly path: string; readonly bytes: number },
  fileKey: Uint8Array,
  key: string,
  directory: string,
): Promise<CommittableFile> {
  const path = createStagedPath(directory);
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  try {
    const source = createReadStream(staged.path);
    await pipeline(source, (bytes: AsyncIterable<Uint8Array>) => sealFile(fileKey, key, bytes), target);
  } catch (error) {
    await closed;
    await rm(path, { force: true });
    throw error;
  }
  return { path, bytes: sealedLength(staged.bytes), contentType: 'application/octet-stream' };
}
