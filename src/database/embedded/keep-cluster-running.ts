import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterClaim } from './claim-cluster.ts';

/** How the pauses between two tries grow, in milliseconds. */
const PAUSES = [0, 500, 1000, 2000, 5000];
const LONGEST_PAUSE = 10_000;

/** What keeps a PostgreSQL running. */
export interface ClusterKeeper {
  /** Lets go of PostgreSQL, which runs on; a try under way to bring it back is waited for, ten seconds at most. */
  letGo: () => Promise<void>;
}

/**
 * Brings PostgreSQL back, at the same address, whenever it is lost: killed for want of memory, stopped by hand, out of
 * disk. `bringBack` starts or adopts it and claims it again; it is tried until it succeeds.
 */
export function keepClusterRunning(
  first: ClusterClaim,
  bringBack: () => Promise<ClusterClaim>,
  log: (line: string) => void,
): ClusterKeeper {
  let claim = first;
  const over = new AbortController();
  const ended = new Promise<undefined>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

  const tryUntilBack = async () => {
    for (let round = 0; !over.signal.aborted; round += 1) {
      await Promise.race([delay(PAUSES[round] ?? LONGEST_PAUSE, undefined, { ref: false }), ended]);
      try {
        claim = await bringBack();
        log('The database is back.');
        return;
      } catch (error) {
        log(`The database does not come back yet: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const keep = async () => {
    while (!over.signal.aborted) {
      const reason = await Promise.race([claim.lost, ended]);
      if (reason === undefined) return;
      log(`The database was lost (${reason}). Bringing it back.`);
      await tryUntilBack();
    }
  };
  const keeping = keep();

  return {
    async letGo() {
      over.abort();
      await Promise.race([keeping, delay(LONGEST_PAUSE, undefined, { ref: false })]);
      await claim.release();
    },
  };
}
