import type { Random } from '../random.ts';
import type { PlanOptions } from './plan-options.ts';
import type { Fault, PlannedFault } from './plan.ts';

/** The share of the steps, in percent, after which no more faults come: what is left runs while all heals. */
const LAST_FAULT_PERCENT = 92;

/** Decides which faults come, spread over the run, in a random order. */
export function planFaults(options: PlanOptions, random: Random, steps: number): readonly PlannedFault[] {
  const { mix, servers } = options;
  const server = () => random.between(0, servers - 1);
  const outage = () => random.between(100, mix.longestOutage);
  const faults = [
    ...times(options.kills, () => ({ fault: 'KILL', server: server(), lasts: random.between(0, 1000) })),
    ...times(options.stops, () => ({ fault: 'STOP', server: server(), lasts: random.between(1000, mix.longestStop) })),
    ...times(options.cuts, () => ({ fault: 'CUT', server: server(), lasts: outage() })),
    ...times(options.restarts, () => ({ fault: 'RESTART' })),
    ...times(options.mailTroubles, () => ({
      fault: random.pick(['REFUSE_MAIL', 'SWALLOW_ANSWERS'] as const),
      lasts: outage(),
    })),
  ];
  const last = Math.max(1, Math.floor((steps * LAST_FAULT_PERCENT) / 100));
  const spread = (last - 1) / Math.max(1, faults.length);
  return shuffle(random, faults).map((fault, index) => {
    const from = 1 + Math.floor(index * spread);
    return { ...fault, afterSteps: random.between(from, Math.max(from, Math.floor(from + spread))) };
  });
}

function times(count: number, make: () => Fault): readonly Fault[] {
  return Array.from({ length: count }, make);
}

/** Fisher and Yates. */
function shuffle<T>(random: Random, things: readonly T[]): readonly T[] {
  const shuffled = [...things];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const taken = shuffled.splice(random.between(0, last), 1);
    shuffled.push(...taken);
  }
  return shuffled;
}
