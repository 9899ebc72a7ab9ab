import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UNFINISHED } from './create-cluster.ts';
import { programIn, type Binaries } from './installed-binaries.ts';
import { runAs, type ServerUser } from './server-user.ts';
import { firstThatWorks, isTrustedPlace, SHARED_PLACES } from './shared-places.ts';

const POINTER = 'postgres-location.txt';

/** A short name for a data folder, the same at each start: the cluster's folder in a shared place is called by it. */
export function nameOfDataFolder(dataFolder: string): string {
  return createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
}

/**
 * The cluster that a data folder already has, or undefined. Throws rather than let an empty one take its place when
 * the folder's pointer file names a cluster that is gone, or that belongs to the folder this one was copied from.
 */
export async function findCluster(dataFolder: string, isRoot: boolean): Promise<string | undefined> {
  const inside = join(dataFolder, 'postgres');
  if (await isCluster(inside)) return inside;
  const pointer = join(dataFolder, POINTER);
  const target = await readFile(pointer, 'utf8').then(
    (text) => text.split('\n')[0],
    () => undefined,
  );
  if (target !== undefined && !isRoot) {
    throw new Error(`The database of ${dataFolder} is in ${target} and belongs to root. Start the server as root.`);
  }
  if (!isRoot) return undefined;
  const places = SHARED_PLACES.map((place) => clusterIn(place, dataFolder));
  if (target !== undefined && !places.includes(target)) {
    throw new Error(
      `${pointer} names ${target}, the database of another data folder: this one was moved or copied. To take the ` +
        `database along, move ${dirname(target)} to ${dirname(places[0] ?? '')} and delete ${pointer}. To begin with ` +
        `an empty database, delete ${pointer}.`,
    );
  }
  for (const cluster of target === undefined ? places : [target]) {
    if ((await isTrustedPlace(dirname(dirname(cluster)))) && (await isCluster(cluster))) return cluster;
  }
  if (target === undefined) return undefined;
  throw new Error(
    `The database of ${dataFolder} was in ${target} and is no longer there. Restore it, or delete ${pointer} to begin with an empty database.`,
  );
}

/** Where to put a new cluster: in the data folder or, where the user can't reach that, in a shared place. */
export async function placeForCluster(
  dataFolder: string,
  user: ServerUser | undefined,
  binaries: Binaries,
): Promise<string> {
  if (!user || (await canReach(dataFolder, user, binaries))) return join(dataFolder, 'postgres');
  return firstThatWorks(SHARED_PLACES, 'the database', async (place) => {
    const cluster = clusterIn(place, dataFolder);
    const home = dirname(cluster);
    await mkdir(home, { recursive: true });
    await chmod(home, 0o711);
    if (!(await canReach(home, user, binaries))) throw new Error(`the user ${user.name} can't reach it`);
    return cluster;
  });
}

/** Leaves a note in the data folder that says where its database is, and says it in the log. */
export async function notePlace(
  dataFolder: string,
  cluster: string,
  user: ServerUser,
  log: (line: string) => void,
): Promise<void> {
  const reason = `PostgreSQL refuses to run as root, and the user ${user.name} can't reach ${dataFolder}`;
  await writeFile(join(dataFolder, POINTER), `${cluster}\nis the database of this folder: ${reason}.\n`, {
    mode: 0o600,
  });
  log(`The database is in ${cluster}, because ${reason}.`);
  if (cluster.startsWith(SHARED_PLACES.at(-1) ?? '\0')) {
    log(`${cluster} may be emptied when the machine restarts. Set DATABASE_URL, or start as a user other than root.`);
  }
}

/** Throws when the user can't read a cluster that exists, as after its folder moved below a private one. */
export async function assertReachable(cluster: string, user: ServerUser, binaries: Binaries): Promise<void> {
  try {
    await tryReading(cluster, user, binaries);
  } catch (cause) {
    throw new Error(
      `PostgreSQL can't read the database in ${cluster} as the user ${user.name}: every folder above it must let that user pass (chmod o+x).`,
      { cause },
    );
  }
}

function clusterIn(place: string, dataFolder: string): string {
  return join(place, nameOfDataFolder(dataFolder), 'postgres');
}

async function isCluster(folder: string): Promise<boolean> {
  return stat(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Really tries it, since modes alone don't tell: access lists, mount options and user namespaces have a say as well. */
async function canReach(folder: string, user: ServerUser, binaries: Binaries): Promise<boolean> {
  const sample = await mkdtemp(join(folder, UNFINISHED));
  try {
    const configuration = join(sample, 'postgresql.conf');
    await writeFile(configuration, '');
    for (const path of [configuration, sample]) await chown(path, user.uid, user.gid);
    await tryReading(sample, user, binaries);
    return true;
  } catch {
    return false;
  } finally {
    await rm(sample, { recursive: true, force: true });
  }
}

/** Asks PostgreSQL for a setting: it must enter the folder and read its configuration, but starts nothing. */
async function tryReading(cluster: string, user: ServerUser, binaries: Binaries): Promise<void> {
  await runAs(user, programIn(binaries, 'postgres'), ['-D', cluster, '-C', 'port']);
}
