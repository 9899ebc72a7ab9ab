import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { planOptionsFor } from '../../torture/plants/plant-plan.ts';
import type { Plant } from '../../torture/plants/plant.ts';
import { plants } from '../../torture/plants/plants.ts';
import { runShortly } from './short-run.ts';

/** So many bugs run beside each other: a server that starts keeps a core busy for seconds. */
const AT_ONCE = 3;
/** Longer than all runs of a bug take, in milliseconds. */
const LONGEST = 400_000;
/** How many runs a bug may take to show. */
const RUNS = 3;

const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());

/** Runs the work when it is its turn. */
async function inTurn<T>(index: number, work: () => Promise<T>): Promise<T> {
  const lane = index % AT_ONCE;
  const result = (lanes[lane] ?? Promise.resolve()).then(work);
  // A run that hangs keeps nobody from going on.
  lanes[lane] = Promise.race([result.catch(() => undefined), delay(LONGEST, undefined, { ref: false })]).then(
    () => undefined,
  );
  return result;
}

/** Which rules a server with this bug breaks. Whom one run spares by chance, another does not. */
async function rulesBroken(plant: Plant): Promise<readonly string[]> {
  const planned = planOptionsFor(plant);
  const rules: string[] = [];
  for (let seed = planned.seed; seed < planned.seed + RUNS && !rules.includes(plant.rule); seed += 1) {
    const { violations } = await runShortly({
      planned: { ...planned, seed },
      bug: plant.name,
      needsOwnDatabase: plant.needsOwnDatabase ?? false,
      requestPatience: 10_000,
      settlePatience: 4000,
    });
    rules.push(...violations.map(({ rule }) => rule));
  }
  return rules;
}

describe.concurrent('a server is caught', () => {
  it.for(plants.map((plant, index) => [plant.says, plant, index] as const))(
    'whose bug is that %s',
    { timeout: 600_000 },
    async ([, plant, index]) => {
      const rules = await inTurn(index, () => rulesBroken(plant));
      expect(rules).toContain(plant.rule);
    },
  );
});

it('knows a dozen bugs at least, each under its own name', () => {
  const names = plants.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(12);
  expect(new Set(names).size).toBe(names.length);
});
