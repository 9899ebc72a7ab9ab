import { describe, expect, it } from 'vitest';
import { planOptionsFor } from '../../torture/plants/plant-plan.ts';
import { plants } from '../../torture/plants/plants.ts';
import { runShortly } from './short-run.ts';

/** So many bugs run beside each other: a server that starts keeps a core busy for seconds. */
const AT_ONCE = 3;

const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());

/** Runs the work when it is its turn. */
async function inTurn<T>(index: number, work: () => Promise<T>): Promise<T> {
  const lane = index % AT_ONCE;
  const result = (lanes[lane] ?? Promise.resolve()).then(work);
  lanes[lane] = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}

describe.concurrent('a server is caught', () => {
  it.for(plants.map((plant, index) => [plant.says, plant, index] as const))(
    'whose bug is that %s',
    { timeout: 240_000 },
    async ([, plant, index]) => {
      const { violations } = await inTurn(index, () =>
        runShortly({
          planned: planOptionsFor(plant),
          bug: plant.name,
          needsOwnDatabase: plant.needsOwnDatabase ?? false,
          requestPatience: 10_000,
          settlePatience: 4000,
        }),
      );
      expect(violations.map(({ rule }) => rule)).toContain(plant.rule);
    },
  );
});

it('knows a dozen bugs at least, each under its own name', () => {
  const names = plants.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(12);
  expect(new Set(names).size).toBe(names.length);
});
