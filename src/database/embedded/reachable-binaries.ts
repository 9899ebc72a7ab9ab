import { chmod, cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { programIn, type Binaries } from './installed-binaries.ts';
import { runAs, type ServerUser } from './server-user.ts';
import { firstThatWorks, SHARED_PLACES } from './shared-places.ts';

/**
 * PostgreSQL's programs where the user can run them: those that npm installed or, when they are out of its reach, a
 * copy in a shared place, made once a version. `scratch` names the unfinished copy and must be this caller's own.
 */
export async function reachableBinaries(
  installed: Binaries,
  user: ServerUser,
  scratch: string,
  log: (line: string) => void,
  places: readonly string[] = SHARED_PLACES,
): Promise<Binaries> {
  if (await canRun(installed, user)) return installed;
  const copy = await firstThatWorks(places, "PostgreSQL's programs", async (place) => {
    const found = await copyInto(place, installed, scratch);
    await runAs(user, programIn(found, 'postgres'), ['--version']);
    return found;
  });
  log(`PostgreSQL runs from ${copy.folder}, because the user ${user.name} can't reach ${installed.folder}.`);
  return copy;
}

async function canRun(binaries: Binaries, user: ServerUser): Promise<boolean> {
  try {
    await runAs(user, programIn(binaries, 'postgres'), ['--version']);
    return true;
  } catch (cause) {
    // These two come from the change of user itself, before the program is looked for.
    if (cause instanceof Error && 'code' in cause && (cause.code === 'EPERM' || cause.code === 'EINVAL')) {
      throw new Error(
        `PostgreSQL refuses to run as root, and this root may not run it as the user ${user.name}. ` +
          'Start the server as a user other than root, or set DATABASE_URL.',
        { cause },
      );
    }
    return false;
  }
}

async function copyInto(place: string, installed: Binaries, scratch: string): Promise<Binaries> {
  const folder = join(place, `postgresql-${installed.version}`);
  const copy = { folder, version: installed.version };
  if (await exists(folder)) return copy;
  const unfinished = `${folder}.${scratch}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(installed.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToEveryone(unfinished);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another server's copy of the same version was faster.
    if (!(await exists(folder))) throw error;
  }
  return copy;
}

/** A strict umask at installation may have closed the files as well as the folders above them. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
