import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeToDisable, type FailingEndpoint } from '../../src/domain/webhook-health.ts';

const DAY = 24 * 60 * 60 * 1000;
const now = new Date('2026-11-24T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY);

const failing: FailingEndpoint = {
  now,
  failingSince: daysAgo(1),
  isGone: false,
  isExhausted: false,
  firstTriedAt: daysAgo(1),
  disableAfterDays: 5,
};

describe('an endpoint that failed', () => {
  it.each([
    ['goes on while it has failed for less than the policy says', {}, undefined],
    ['goes on until the last millisecond', { failingSince: new Date(daysAgo(5).getTime() + 1) }, undefined],
    ['is disabled when it has only failed for so long', { failingSince: daysAgo(5) }, 'FAILING'],
    ['is disabled when it says that it is gone', { isGone: true }, 'GONE'],
    [
      'is disabled when a message is given up and nothing arrived meanwhile',
      { isExhausted: true, firstTriedAt: daysAgo(1) },
      'ATTEMPTS_EXHAUSTED',
    ],
    [
      'goes on when a message is given up but another arrived meanwhile',
      { isExhausted: true, firstTriedAt: daysAgo(3), failingSince: daysAgo(2) },
      undefined,
    ],
  ] as const)('%s', (_what, change, cause) => {
    expect(causeToDisable({ ...failing, ...change })).toBe(cause);
  });

  it('that once is to be disabled is still to be disabled when it goes on failing', () => {
    const arbitrary = fc.record({
      failingDays: fc.double({ min: 0, max: 40, noNaN: true }),
      triedDays: fc.double({ min: 0, max: 40, noNaN: true }),
      isExhausted: fc.boolean(),
      disableAfterDays: fc.integer({ min: 1, max: 30 }),
      later: fc.double({ min: 0, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(arbitrary, ({ failingDays, triedDays, isExhausted, disableAfterDays, later }) => {
        const endpoint = {
          ...failing,
          failingSince: daysAgo(failingDays),
          firstTriedAt: daysAgo(triedDays),
          isExhausted,
          disableAfterDays,
        };
        const laterOn = { ...endpoint, now: new Date(now.getTime() + later * DAY) };
        const [first, second] = [causeToDisable(endpoint), causeToDisable(laterOn)];
        expect(first === undefined || second !== undefined).toBe(true);
      }),
    );
  });
});
