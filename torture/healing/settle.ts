import { setTimeout as delay } from 'node:timers/promises';
import { checkHistory } from '../checker/check-history.ts';
import type { Violation } from '../checker/rule.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { FinalState } from '../history/final-state.ts';
import type { History } from '../history/history.ts';
import { TortureError } from '../torture-error.ts';
import { readFinalState } from './read-final-state.ts';
import { hurryRetries } from './hurry-retries.ts';

/** What it takes to see a run to its end. */
export interface SettleOptions {
  readonly cluster: Cluster;
  readonly history: History;
  /** A supervisor's. */
  readonly token: string;
  readonly members: readonly string[];
  /** The longest that is waited for what may still come, after the last that came, in milliseconds. */
  readonly patience: number;
}

/** How often it is looked, and how often what waits for its next try is hurried, in milliseconds. */
const PAUSE = 500;
const HURRY_AFTER = 4000;

/** The longest that is waited in all, in milliseconds: what a killed server was sending is kept for it for a minute each time. */
const LONGEST = 15 * 60_000;

/**
 * Looks again and again until all is quiet: two looks in a row see the same, and nothing is missing any more; or until the
 * patience ends. Returns what is wrong then. When nothing is missing and something is wrong all the same, waiting ends early.
 */
export async function settle(options: SettleOptions): Promise<readonly Violation[]> {
  const { cluster, history, token, members, patience } = options;
  const began = performance.now();
  let before: FinalState | undefined;
  let foundBefore = '';
  const wasBroken = history.entries.some(({ entry }) => entry === 'FAULT');
  let hurriedAt = began;
  let [came, cameAt] = [cameTo(history), began];
  for (;;) {
    const from = history.entries.length;
    if (cameTo(history) > came) [came, cameAt] = [cameTo(history), performance.now()];
    const url = cluster.seats[0]?.address() ?? '';
    const state = await readFinalState({ url, token }, members);
    const now = performance.now();
    const waited = now - began > LONGEST ? Infinity : now - cameAt;
    if (state !== undefined && JSON.stringify(state) === JSON.stringify(before)) {
      const final = { entry: 'FINAL', from, state, seq: from, at: 0 } as const;
      const found = checkHistory([...history.entries, final]);
      const mayStillCome = found.some((one) => one.mayStillCome === true);
      // What is wrong for good is wrong in the next look as well; what was just being done is not.
      const isSettled = found.length === 0 || (!mayStillCome && JSON.stringify(found) === foundBefore);
      foundBefore = JSON.stringify(found);
      if (isSettled || waited > patience) {
        history.add({ entry: 'FINAL', from, state });
        return found;
      }
      const awaitsMails = found.some(({ rule }) => rule === 'mails-go-out-once');
      if (wasBroken && awaitsMails && now - hurriedAt > HURRY_AFTER) {
        await hurryRetries(cluster.database.url().href);
        hurriedAt = now;
      }
    } else if (waited > Math.max(patience, 30_000)) {
      throw new TortureError('The servers do not come to rest, or do not answer, though nothing is broken any more.');
    }
    before = state;
    await delay(PAUSE);
  }
}

/** How many mails and messages have come so far. */
function cameTo({ entries }: History): number {
  return entries.filter(({ entry }) => entry === 'MAIL' || entry === 'MESSAGE').length;
}
