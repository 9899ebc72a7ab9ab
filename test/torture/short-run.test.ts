import { expect, it } from 'vitest';
import { everything, type PlanOptions } from '../../torture/plan/plan-options.ts';
import { runShortly } from './short-run.ts';

/** A bit of everything, in half a minute. */
const planned: PlanOptions = {
  seed: 20,
  servers: 2,
  buyers: 6,
  reviewers: 3,
  services: 2,
  supervisors: 1,
  steps: 5,
  orders: 8,
  kills: 3,
  stops: 1,
  cuts: 1,
  restarts: 0,
  mailTroubles: 1,
  ssePercent: 0,
  mix: { ...everything, longestStop: 1500, longestOutage: 800, supervisorActs: 4 },
};

it(
  'nothing that was acknowledged is lost or doubled while servers die, freeze and lose their database',
  { timeout: 300_000 },
  async () => {
    const { violations, counts } = await runShortly({ planned, requestPatience: 5000, settlePatience: 120_000 });
    expect(violations).toEqual([]);

    // And there was something to lose.
    expect(counts.faults).toMatchObject({ KILL: 3, STOP: 1, CUT: 1 });
    expect(counts.decisions).toBeGreaterThanOrEqual(8);
    expect(counts.acknowledged).toBeGreaterThanOrEqual(80);
    expect(counts.events).toBeGreaterThanOrEqual(12);
    expect(counts.reconnections).toBeGreaterThanOrEqual(6);
    expect(counts.mails).toBeGreaterThanOrEqual(20);
    expect(counts.repeated).toBeGreaterThanOrEqual(1);
  },
);
