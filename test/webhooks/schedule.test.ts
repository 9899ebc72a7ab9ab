import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE, pauseAfter } from '../../src/domain/webhook-schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const failedTry = fc.record({
  tries: fc.integer({ min: 1, max: 40 }),
  mostTries: fc.integer({ min: 1, max: 40 }),
  askedPause: fc.option(fc.integer({ min: 0, max: 1e12 })),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

describe('the pause before the next attempt', () => {
  it('is what Standard Webhooks recommends, without chance', () => {
    const pauses = Array.from({ length: 11 }, (_, index) =>
      pauseAfter({ tries: index + 1, mostTries: 11, askedPause: null, chance: 0 }),
    );
    const hours = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24, 24].map((hour) => hour * HOUR);
    expect(pauses).toEqual([...hours, undefined]);
  });

  it('spreads ten attempts over three to four days', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 9, maxLength: 9 }),
        (chances) => {
          const pauses = chances.map((chance, index) =>
            pauseAfter({ tries: index + 1, mostTries: 10, askedPause: null, chance }),
          );
          const days = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / DAY;
          expect(days).toBeGreaterThan(3);
          expect(days).toBeLessThan(4);
        },
      ),
    );
  });

  it('is there exactly as long as there are attempts left', () => {
    fc.assert(
      fc.property(failedTry, (tried) => expect(pauseAfter(tried) === undefined).toBe(tried.tries >= tried.mostTries)),
    );
  });

  it('is never shorter than the receiver asked for, within a day, and never longer than planned or asked for', () => {
    fc.assert(
      fc.property(failedTry, (tried) => {
        const pause = pauseAfter(tried);
        const planned = pauseAfter({ ...tried, askedPause: null });
        if (pause === undefined || planned === undefined) return;
        const asked = Math.min(tried.askedPause ?? 0, LONGEST_PAUSE);
        expect(pause).toBeGreaterThanOrEqual(asked);
        expect(pause).toBe(Math.max(planned, asked));
        expect(planned).toBeLessThanOrEqual(1.2 * LONGEST_PAUSE);
      }),
    );
  });

  it('does not shrink from one attempt to the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 38 }), (tries) => {
        const [pause = 0, next = 0] = [tries, tries + 1].map((count) =>
          pauseAfter({ tries: count, mostTries: 40, askedPause: null, chance: 0 }),
        );
        expect(pause).toBeLessThanOrEqual(next);
      }),
    );
  });
});
