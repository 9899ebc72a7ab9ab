import { realpath } from 'node:fs/promises';
import { clusterPassword } from './cluster-password.ts';
import { findCluster } from './cluster-place.ts';
import { CLUSTER_ROLE } from './create-cluster.ts';
import { DataFolderInUseError } from './data-folder-in-use-error.ts';
import { findPostmaster } from './find-postmaster.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts';

/** The embedded database of a data folder, for a command: that of the server that runs there, or one that is started for as long as the command takes. */
export async function reachEmbeddedPostgres(options: {
  readonly dataDir: string;
  readonly database: string;
  readonly log: (line: string) => void;
}): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  try {
    return await startEmbeddedPostgres(options);
  } catch (error) {
    if (!(error instanceof DataFolderInUseError)) throw error;
    const dataFolder = await realpath(options.dataDir);
    const cluster = await findCluster(dataFolder, process.getuid?.() === 0);
    const postmaster = cluster === undefined ? undefined : await findPostmaster(cluster);
    if (postmaster === undefined) throw error;
    const password = await clusterPassword(dataFolder, cluster);
    const url = `postgresql://${CLUSTER_ROLE}:${password}@127.0.0.1:${postmaster.port}/${encodeURIComponent(options.database)}`;
    return { url, stop: async () => undefined };
  }
}
