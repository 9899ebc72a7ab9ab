import { randomBytes } from 'node:crypto';
import type { Disk } from 'flydrive';

/** A file that is ready to be put in its place: where it waits, and what it is. */
export interface CommittableFile {
  readonly path: string;
  readonly bytes: number;
  readonly contentType: string;
}

/** Where committed files live: a folder of this machine, or a bucket. Reading, removing and listing go through flydrive. */
export interface FilePlace {
  /** The flydrive disk, loaded when it is first needed. */
  disk(): Promise<Disk>;
  /** Puts a staged file under its key, whole or not at all; the staged file may be gone afterwards. */
  commit(staged: CommittableFile, key: string): Promise<void>;
}

/** Where files lie as they came, and where those lie that are sealed with their member's key. */
const folders = { plain: 'materials', sealed: 'sealed' } as const;
const keyPattern = new RegExp(`^(?:${folders.plain}|${folders.sealed})/([0-9a-f]{2})/\\1[0-9a-f]{30}$`);

/** A new key with 128 random bits: it tells nothing about the file but whether it is sealed, and nobody can guess it. */
export function createFileKey(how: keyof typeof folders): string {
  const name = randomBytes(16).toString('hex');
  return `${folders[how]}/${name.slice(0, 2)}/${name}`;
}

/** Whether what lies under this key is sealed. It follows from the key, so that no plain file passes for a sealed one. */
export function isSealedFileKey(key: string): boolean {
  return key.startsWith(`${folders.sealed}/`);
}

/** Whether a key is one of ours; anything else is never looked for, so a path can't be smuggled in. */
export function isFileKey(key: string): boolean {
  return keyPattern.test(key);
}

/** The folders that keys spread over, so that no folder and no listing grows without bound. */
export function fileFolders(): string[] {
  return Object.values(folders).flatMap((folder) =>
    Array.from({ length: 256 }, (_, index) => `${folder}/${index.toString(16).padStart(2, '0')}`),
  );
}
