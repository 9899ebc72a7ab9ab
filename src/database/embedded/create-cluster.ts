import { chown, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { programIn, type Binaries } from './installed-binaries.ts';
import { runAs, type ServerUser } from './server-user.ts';

/** The database role that owns the cluster, and that the server connects as. */
export const CLUSTER_ROLE = 'bonafide';

/** How the names of folders begin that are needed for a moment only, and may be cleared away. */
export const UNFINISHED = 'postgres.new-';

/**
 * Makes an empty cluster. It appears in its place at once and complete: a creation that was cut short leaves only a
 * folder with another name, which clearUnfinished removes. Rejects with initdb's own words when that fails.
 *
 * Text sorts and folds by PostgreSQL's built-in C.UTF-8, so an update of the system's libraries can't spoil an index.
 */
export async function createCluster(
  cluster: string,
  password: string,
  binaries: Binaries,
  user: ServerUser | undefined,
  isDurable: boolean,
): Promise<void> {
  const home = dirname(cluster);
  // A new name each time: an initdb whose server was killed may still be writing to the old one.
  const workshop = await mkdtemp(join(home, UNFINISHED));
  const unfinished = join(workshop, 'cluster');
  const passwordFile = join(workshop, 'password');
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) {
    for (const path of [workshop, unfinished, passwordFile]) await chown(path, user.uid, user.gid);
  }
  try {
    await runAs(user, programIn(binaries, 'initdb'), [
      `--pgdata=${unfinished}`,
      `--username=${CLUSTER_ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(isDurable ? [] : ['--no-sync']),
    ]);
    await rename(unfinished, cluster);
    await syncFolder(home);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Clears away what a creation that was cut short left beside a cluster, or in the place for one. */
export async function clearUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(UNFINISHED)) continue;
    // An initdb whose server was killed may write for another moment; what outlasts the retries is for the next start.
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

/** Without it, a power cut could give the cluster its unfinished name back. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
