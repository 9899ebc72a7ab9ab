import type { Deps } from '../application/deps.ts';
import { toJobError } from './job-error.ts';
import { retentionRules } from './retention-rules.ts';

/** How much goes in one statement or transaction at most, so that none takes long: a long one holds back whoever reads the log of events. */
const BATCH = 500;

/** Removes what is only kept for a while, and says how much. A rule that fails does not keep the others from it; the first failure is thrown at the end. */
export async function applyRetention(deps: Deps, onInfo: (message: string) => void): Promise<void> {
  const now = deps.now();
  const failures: unknown[] = [];
  const counts: string[] = [];
  for (const { what, forget } of retentionRules) {
    let gone = 0;
    try {
      for (let went = BATCH; went === BATCH; gone += went) went = await forget(deps, now, BATCH);
    } catch (fault) {
      failures.push(fault);
      counts.push(`${what} failed (${toJobError(fault).message})`);
    }
    if (gone > 0) counts.push(`${gone} ${what}`);
  }
  if (counts.length > 0) onInfo(`retention: ${counts.join(', ')}`);
  if (failures.length > 0) throw failures[0];
}
