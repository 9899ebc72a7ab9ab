import { readFile } from 'node:fs/promises';
import { entry, type Entry } from './entry.ts';

/** Reads a history that a run left on disk. Throws when a line is none of a history's. */
export async function readHistory(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => entry.parse(JSON.parse(line)));
}
