import { setTimeout as delay } from 'node:timers/promises';
import { isPostmasterOf } from './find-postmaster.ts';

/** How long an orderly stop may take, then how long a hard one: the first writes all changed pages to disk. */
const STEPS = [
  { signal: 'SIGINT', patienceMs: 60_000 },
  { signal: 'SIGQUIT', patienceMs: 5000 },
] as const;

/**
 * Stops PostgreSQL and waits until its process is gone. Connections are cut. When an orderly stop takes over a minute
 * it is ended the hard way, and the next start recovers the data. Throws when it outlives even that.
 */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const { signal, patienceMs } of STEPS) {
    const deadline = Date.now() + patienceMs;
    if (!(await isPostmasterOf(cluster, pid))) return;
    signalIfAlive(pid, signal);
    while (Date.now() < deadline) {
      if (!(await isPostmasterOf(cluster, pid))) return;
      await delay(10);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) on ${cluster} does not stop.`);
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
