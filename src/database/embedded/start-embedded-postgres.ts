import { mkdir, realpath } from 'node:fs/promises';
import { claimCluster, ensureDatabase } from './claim-cluster.ts';
import { CLUSTER_ROLE } from './create-cluster.ts';
import { findPostmaster } from './find-postmaster.ts';
import { holdDataFolder } from './hold-data-folder.ts';
import { prepareCluster } from './prepare-cluster.ts';
import { keepClusterRunning } from './keep-cluster-running.ts';
import { runCluster } from './run-cluster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** What clients connect to; holds the password. */
  url: string;
  /** The folder of the database's files. */
  dataLocation: string;
  /** The folder of PostgreSQL's programs. */
  binariesLocation: string;
  /** Whether it was still running from an earlier server that was killed. */
  adopted: boolean;
  /** Stops the database, cuts its connections and gives the data folder free. Can be called again. */
  stop: () => Promise<void>;
}

/** How to start the embedded database. */
export interface EmbeddedPostgresOptions {
  /** The folder that the database belongs to; made when it is missing. */
  dataDir: string;
  /** The name of the database to create and connect to. */
  database: string;
  /** Takes lines for the operator: where things are, and when the database is lost or back. */
  log: (line: string) => void;
  /** PostgreSQL's own settings, by name; an adopted database keeps those that it was started with. */
  settings?: Readonly<Record<string, string>>;
}

/**
 * Starts a PostgreSQL of our own in a data folder, or adopts the one that a killed server left running there. It
 * outlives a killed process, is brought back at the same address when it is lost, and nothing that it acknowledged is lost.
 * Throws DataFolderInUseError when another server owns the folder, and an error with PostgreSQL's words when it can't start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { database, log, settings = {} } = options;
  // Root's PostgreSQL runs as another user, who must pass through; nobody else has business in here.
  await mkdir(options.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const dataFolder = await realpath(options.dataDir);
  const releaseFolder = await holdDataFolder(dataFolder);
  try {
    const { password, ...place } = await prepareCluster(dataFolder, settings['fsync'] !== 'off', log);
    const { connection, postmaster, adopted } = await runCluster({ ...place, settings }, password, log);
    const { port } = postmaster;
    const stopServer = async () => {
      const running = await findPostmaster(place.cluster);
      if (running) await stopPostmaster(place.cluster, running.pid);
    };
    try {
      await ensureDatabase(connection, database);
      const bringBack = async () => {
        const again = await runCluster({ ...place, settings, port }, password, log);
        return claimCluster(again.connection, dataFolder);
      };
      const keeper = keepClusterRunning(await claimCluster(connection, dataFolder), bringBack, log);
      let stopping: Promise<void> | undefined;
      return {
        url: `postgresql://${CLUSTER_ROLE}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
        dataLocation: place.cluster,
        binariesLocation: place.binaries.folder,
        adopted,
        stop: () => (stopping ??= keeper.letGo().then(stopServer).finally(releaseFolder)),
      };
    } catch (error) {
      await connection.end();
      if (!adopted) await stopServer();
      throw error;
    }
  } catch (error) {
    releaseFolder();
    throw error;
  }
}
