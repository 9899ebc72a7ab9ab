import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a folder (mode 0700) the place where graphql-upload keeps files while they arrive, and sweeps it. graphql-upload
 * has no option for it: its spool writes to the process's temporary folder, which is read from the environment at each
 * file. So this holds for the whole process; call it once, at start, before anything listens. Returns what sweeping does.
 */
export async function useUploadSpool(directory: string): Promise<number> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  for (const name of process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR']) process.env[name] = directory;
  return sweepUploadSpool(directory);
}

/**
 * Removes the files that a killed process left in the spool; returns how many. Another process that shares the folder
 * loses nothing: it reads its files through open descriptors.
 */
export async function sweepUploadSpool(directory: string): Promise<number> {
  const leftovers = (await readdir(directory)).filter((name) => /^capacitor-[0-9a-f]{32}\.tmp$/.test(name));
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
  return leftovers.length;
}
