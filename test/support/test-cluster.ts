import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataFolderInUseError } from '../../src/database/embedded/data-folder-in-use-error.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';

const PREFIX = 'bonafide-test-cluster-';

/** A younger folder may belong to a test run that has made it and does not hold it yet. */
const LEFT_BEHIND_AFTER_MS = 60_000;

/** Fast instead of safe: what a power cut would lose here, nobody misses. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/**
 * Starts the PostgreSQL that a test run shares, in a temporary folder of its own; `stop` ends it and removes all its
 * files. Clusters of earlier runs that were killed are cleared away first.
 */
export async function startTestCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  await clearLeftBehind();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  // Where the tests run as root, PostgreSQL's user has to pass.
  await chmod(dataDir, 0o711);
  return startIn(dataDir);
}

async function startIn(dataDir: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const cluster = await startEmbeddedPostgres({ dataDir, database: 'bonafide', log: () => {}, settings: SETTINGS });
  return {
    url: cluster.url,
    async stop() {
      await cluster.stop();
      const home = dirname(cluster.dataLocation);
      for (const folder of [home, dataDir]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function clearLeftBehind(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const dataDir of names.map((name) => join(tmpdir(), name))) {
    const stats = await stat(dataDir).catch(() => undefined);
    const isOurs = stats !== undefined && stats.uid === process.getuid?.();
    if (!isOurs || Date.now() - stats.mtimeMs < LEFT_BEHIND_AFTER_MS) continue;
    try {
      // Only its owner can stop what may still run there, so become it.
      await (await startIn(dataDir)).stop();
    } catch (error) {
      if (!(error instanceof DataFolderInUseError)) await rm(dataDir, { recursive: true, force: true });
    }
  }
}
