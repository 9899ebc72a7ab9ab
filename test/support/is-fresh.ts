import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/project-root.ts';

/** Types that codegen writes anew: nothing that runs comes of them. */
const GENERATED = /^generated\b/;

/** Whether what was built is newer than all that it is built of, files and folders, as paths in the project. */
export async function isFresh(built: string, sources: readonly string[]): Promise<boolean> {
  const root = findProjectRoot();
  const made = await stat(join(root, built)).catch(() => undefined);
  if (made === undefined) return false;
  const times = await Promise.all(sources.map((source) => newest(join(root, source))));
  return Math.max(...times) <= made.mtimeMs;
}

/** When the youngest file at or below a path was written, in milliseconds since 1970. */
async function newest(path: string): Promise<number> {
  const { mtimeMs } = await stat(path);
  const names = (await readdir(path, { recursive: true }).catch(() => [])).filter((name) => !GENERATED.test(name));
  const times = await Promise.all(names.map(async (name) => (await stat(join(path, name))).mtimeMs));
  return Math.max(mtimeMs, ...times);
}
