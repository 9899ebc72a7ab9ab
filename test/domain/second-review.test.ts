import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterVerdict, isSameVerdict, reviewerFit, type Verdict } from '../../src/domain/second-review.ts';

const arbitraryVerdict: fc.Arbitrary<Verdict> = fc.constantFrom(
  { outcome: 'REJECTED', unlockedStage: null },
  { outcome: 'APPROVED', unlockedStage: null },
  { outcome: 'APPROVED', unlockedStage: 'GOLD' },
  { outcome: 'APPROVED', unlockedStage: 'PLATINUM' },
);
const arbitraryVerdicts = fc.array(arbitraryVerdict, { minLength: 3, maxLength: 6 });

/** Lets reviewers decide one after the other, until it is decided; gives how many that took. */
function reviewersNeeded(takesTwo: boolean, verdicts: readonly Verdict[]): number {
  const earlier: Verdict[] = [];
  for (const verdict of verdicts) {
    if (afterVerdict(takesTwo, earlier, verdict) === 'DECIDED') return earlier.length + 1;
    earlier.push(verdict);
  }
  return Number.POSITIVE_INFINITY;
}

it('takes one reviewer, or two who agree, or three of whom the last decides', () => {
  fc.assert(
    fc.property(fc.boolean(), arbitraryVerdicts, (takesTwo, verdicts) => {
      const [first, second] = verdicts;
      const agree = first !== undefined && second !== undefined && isSameVerdict(first, second);
      expect(reviewersNeeded(takesTwo, verdicts)).toBe(takesTwo ? (agree ? 2 : 3) : 1);
    }),
  );
});

it('what two have begun, two have to end, whatever the policy says meanwhile', () => {
  fc.assert(
    fc.property(fc.boolean(), arbitraryVerdict, arbitraryVerdict, (takesTwo, first, second) => {
      const expected = isSameVerdict(first, second) ? 'DECIDED' : 'AWAITS_SUPERVISOR';
      expect(afterVerdict(takesTwo, [first], second)).toBe(expected);
    }),
  );
});

it('nobody reviews twice, and after two only a supervisor does', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 });
  fc.assert(
    fc.property(ids, fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean(), (reviewers, id, isSupervisor) => {
      const earlier = reviewers.map((reviewerId) => ({ reviewerId }));
      const fit = reviewerFit(earlier, { id, isSupervisor });
      const ofOthers = reviewers.length === 2 && !isSupervisor ? 'SUPERVISOR_REQUIRED' : 'FITS';
      expect(fit).toBe(reviewers.includes(id) ? 'SECOND_REVIEWER_REQUIRED' : ofOthers);
    }),
  );
});
