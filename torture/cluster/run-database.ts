import { setTimeout as delay } from 'node:timers/promises';
import { findPostmaster } from '../../src/database/embedded/find-postmaster.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';
import { TortureError } from '../torture-error.ts';

/** The database of a run. */
export interface RunDatabase {
  /** Where it is right now: after a restart it is elsewhere. */
  url(): URL;
  /** Ends it at once, as a power cut of the process does, and starts it again; undefined when it belongs to somebody else. */
  readonly restart: (() => Promise<void>) | undefined;
  close(): Promise<void>;
}

/** A database that is there already, and stays. */
export function givenDatabase(url: string): RunDatabase {
  return { url: () => new URL(url), restart: undefined, close: async () => undefined };
}

/** A PostgreSQL of the run's own, with the settings of production: what it acknowledged is on disk. */
export async function ownDatabase(dataDir: string): Promise<RunDatabase> {
  const start = () => startEmbeddedPostgres({ dataDir, database: 'bonafide', log: () => undefined });
  let running = await start();
  return {
    url: () => new URL(running.url),
    async restart() {
      const postmaster = await findPostmaster(running.dataLocation);
      if (postmaster === undefined) throw new TortureError('The run’s PostgreSQL is gone.');
      // An immediate shutdown: no checkpoint, no goodbye; the next start recovers from the journal.
      process.kill(postmaster.pid, 'SIGQUIT');
      // Who watches over it may have brought another one up before anybody sees that there is none.
      while ((await findPostmaster(running.dataLocation))?.pid === postmaster.pid) await delay(20);
      await running.stop();
      running = await start();
    },
    close: () => running.stop(),
  };
}
