import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSteadiness } from '../../src/database/steadiness.ts';

const BOUND = 10_000;

/** Heard from the database at these moments, by one clock for both. */
function heardAt(...moments: readonly number[]) {
  const steadiness = createSteadiness(BOUND);
  for (const moment of moments) steadiness.note(moment, moment);
  return steadiness;
}

const everyTwoSeconds = Array.from({ length: 6 }, (_, nth) => nth * 2000);

describe('a server may judge others', () => {
  it('not before it has been heard itself for longer than the bound', () => {
    expect(heardAt(...everyTwoSeconds).isReached(10_000)).toBe(false);
    expect(heardAt(...everyTwoSeconds).isReached(10_001)).toBe(true);
    expect(createSteadiness(BOUND).isReached(1e9)).toBe(false);
  });

  it('only when that was without a break, as after an outage or after it was frozen', () => {
    const afterFreeze = heardAt(...everyTwoSeconds, 30_000);
    expect(afterFreeze.isReached(30_000)).toBe(false);
    const afterOutage = heardAt(...everyTwoSeconds);
    afterOutage.lose();
    expect(afterOutage.isReached(20_000)).toBe(false);
    afterOutage.note(12_000, 12_000);
    expect(afterOutage.isReached(22_000)).toBe(false);
    expect(afterOutage.isReached(22_001)).toBe(true);
  });

  it.each([60_000, -60_000])('not when the database’s clock has leapt by %d ms', (leap) => {
    const steadiness = heardAt(...everyTwoSeconds);
    steadiness.note(12_000, 12_000 + leap);
    expect(steadiness.isReached(12_000)).toBe(false);
  });

  it('whatever happens, only when no break lies within the bound', () => {
    const step = fc.record({ wait: fc.integer({ min: 1, max: 8000 }), answered: fc.boolean() });
    const law = fc.check(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const steadiness = createSteadiness(BOUND);
        let now = 0;
        let [lastAnswer, lastBreak] = [-Infinity, 0];
        return steps.every(({ wait, answered }) => {
          now += wait;
          if (!answered || now - lastAnswer > BOUND / 2) lastBreak = now;
          if (answered) {
            steadiness.note(now, now);
            lastAnswer = now;
          } else {
            steadiness.lose();
            lastAnswer = -Infinity;
          }
          return !steadiness.isReached(now) || now - lastBreak > BOUND;
        });
      }),
    );
    expect(law.counterexample).toBeNull();
  });
});
