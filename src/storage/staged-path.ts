import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** A new path in the incoming folder for a file that is not whole yet. */
export function createStagedPath(directory: string): string {
  return join(directory, `${randomBytes(16).toString('hex')}.part`);
}

/** Whether a name in the incoming folder is one of ours. */
export function isStagedName(name: string): boolean {
  return /^[0-9a-f]{32}\.part$/.test(name);
}
