import { setTimeout as delay } from 'node:timers/promises';
import { isDatabaseAway } from '../database/is-database-away.ts';

const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 2000;

/**
 * Does something that must not be lost, again and again while the database is away. Gives up after so many milliseconds,
 * when the signal is aborted, and at once when it fails otherwise: then it throws what happened last.
 */
export async function outlastOutage(
  work: () => Promise<void>,
  { patience, signal }: { readonly patience: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const end = performance.now() + patience;
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await work();
    } catch (fault) {
      if (!isDatabaseAway(fault) || signal?.aborted || performance.now() > end) throw fault;
      await delay(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
