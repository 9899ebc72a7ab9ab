import { lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clusterPassword } from './cluster-password.ts';
import { assertReachable, findCluster, nameOfDataFolder, notePlace, placeForCluster } from './cluster-place.ts';
import { clearUnfinished, createCluster } from './create-cluster.ts';
import { findInstalledBinaries, type Binaries } from './installed-binaries.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { findServerUser, type ServerUser } from './server-user.ts';

/** A complete cluster, and who runs what on it. */
export interface PreparedCluster {
  cluster: string;
  password: string;
  binaries: Binaries;
  user: ServerUser | undefined;
}

/**
 * Finds the data folder's cluster or creates it, in a place and with programs that PostgreSQL's user can reach. Throws
 * when there is no such place, and when a cluster that once existed is gone. The caller must own the data folder.
 */
export async function prepareCluster(
  dataFolder: string,
  isDurable: boolean,
  log: (line: string) => void,
): Promise<PreparedCluster> {
  const installed = await findInstalledBinaries();
  const candidate = await findServerUser();
  const existing = await findCluster(dataFolder, candidate !== undefined);
  const password = await clusterPassword(dataFolder, existing);
  const user = candidate && existing ? await adaptToOwner(existing, candidate) : candidate;
  const binaries = user ? await reachableBinaries(installed, user, nameOfDataFolder(dataFolder), log) : installed;
  if (existing && user) await assertReachable(existing, user, binaries);
  const cluster = existing ?? (await placeForCluster(dataFolder, user, binaries));
  await clearUnfinished(dirname(cluster));
  if (!existing) await createCluster(cluster, password, binaries, user, isDurable);
  if (user && dirname(cluster) !== dataFolder) await notePlace(dataFolder, cluster, user, log);
  return { cluster, password, binaries, user };
}

/** An existing cluster is run by whom it belongs to; one that root restored or copied is given to the user. */
async function adaptToOwner(cluster: string, user: ServerUser): Promise<ServerUser> {
  const { uid, gid } = await stat(cluster);
  if (uid !== 0) return uid === user.uid ? user : { name: `with id ${uid}`, uid, gid };
  for (const path of await readdir(cluster, { recursive: true })) await lchown(join(cluster, path), user.uid, user.gid);
  await lchown(cluster, user.uid, user.gid);
  return user;
}
