import { randomBytes } from 'node:crypto';
import type { Disk } from 'flydrive';
import type { StagedFile } from './stage-file.ts';

/** Where committed files live: a folder of this machine, or a bucket. Reading, removing and listing go through flydrive. */
export interface FilePlace {
  /** The flydrive disk, loaded when it is first needed. */
  disk(): Promise<Disk>;
  /** Puts a staged file under its key, whole or not at all; the staged file may be gone afterwards. */
  commit(staged: StagedFile, key: string): Promise<void>;
}

const FOLDER = 'materials';
const keyPattern = new RegExp(`^${FOLDER}/([0-9a-f]{2})/\\1[0-9a-f]{30}$`);

/** A new key with 128 random bits: it tells nothing about the file, and nobody can guess it. */
export function createFileKey(): string {
  const name = randomBytes(16).toString('hex');
  return `${FOLDER}/${name.slice(0, 2)}/${name}`;
}

/** Whether a key is one of ours; anything else is never looked for, so a path can't be smuggled in. */
export function isFileKey(key: string): boolean {
  return keyPattern.test(key);
}

/** The 256 folders that keys spread over, so that no folder and no listing grows without bound. */
export function fileFolders(): string[] {
  return Array.from({ length: 256 }, (_, index) => `${FOLDER}/${index.toString(16).padStart(2, '0')}`);
}
