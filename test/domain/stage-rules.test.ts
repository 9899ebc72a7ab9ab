import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestStageForSpend, levelStage, stagesUnlockedWith } from '../../src/domain/stage-rules.ts';
import { arbitraryPolicy } from './arbitrary-policy.ts';

const arbitrarySpend = fc.integer({ min: 0, max: 6_000_000 });
const arbitraryPolicyAndStage = arbitraryPolicy.chain((policy) =>
  fc.record({ policy: fc.constant(policy), stage: fc.constantFrom(...policy.stages) }),
);
const arbitraryPolicyAndUnlocked = arbitraryPolicy.chain((policy) =>
  fc.record({
    policy: fc.constant(policy),
    unlocked: fc.subarray(policy.stages.map(({ code }) => code)),
    gone: fc.subarray(['GONE', 'RENAMED']),
  }),
);

describe('the stages that come with one', () => {
  it('are all those up to it, without the one that everyone has', () => {
    fc.assert(
      fc.property(arbitraryPolicyAndStage, ({ policy, stage }) => {
        const ranks = stagesUnlockedWith(policy, stage).map(({ rank }) => rank);
        expect(ranks).toEqual(Array.from({ length: stage.rank }, (_, index) => index + 1));
      }),
    );
  });

  it('bring with them all that comes with any of them', () => {
    fc.assert(
      fc.property(arbitraryPolicyAndStage, ({ policy, stage }) => {
        const unlocked = stagesUnlockedWith(policy, stage);
        for (const one of unlocked)
          expect(unlocked).toEqual(expect.arrayContaining([...stagesUnlockedWith(policy, one)]));
      }),
    );
  });
});

describe('the stage that spending reaches', () => {
  it('never falls when more is spent', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitrarySpend, arbitrarySpend, (policy, spent, more) => {
        const before = highestStageForSpend(policy, spent)?.rank ?? 0;
        expect(highestStageForSpend(policy, spent + more)?.rank ?? 0).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is reached by its very amount, and not by one less', () => {
    fc.assert(
      fc.property(arbitraryPolicyAndStage, ({ policy, stage }) => {
        fc.pre(stage.spendRequired !== null);
        const { amount } = stage.spendRequired ?? { amount: 0 };
        expect(highestStageForSpend(policy, amount)?.rank).toBeGreaterThanOrEqual(stage.rank);
        expect(highestStageForSpend(policy, amount - 1)?.rank ?? 0).toBeLessThan(stage.rank);
      }),
    );
  });

  it('is none that spending does not unlock', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitrarySpend, (policy, spent) => {
        const reached = highestStageForSpend(policy, spent);
        expect(reached === undefined || reached.spendRequired !== null).toBe(true);
        expect(reached?.spendRequired?.amount ?? 0).toBeLessThanOrEqual(spent);
      }),
    );
  });
});

describe('a member’s level', () => {
  it('is that of the highest stage that is unlocked and still in the policy', () => {
    fc.assert(
      fc.property(arbitraryPolicyAndUnlocked, ({ policy, unlocked, gone }) => {
        const ranks = policy.stages.filter(({ code }) => unlocked.includes(code)).map(({ rank }) => rank);
        expect(levelStage(policy, [...gone, ...unlocked]).rank).toBe(Math.max(0, ...ranks));
      }),
    );
  });

  it('does not depend on the order in which they were unlocked', () => {
    fc.assert(
      fc.property(arbitraryPolicyAndUnlocked, ({ policy, unlocked }) => {
        expect(levelStage(policy, unlocked.toReversed())).toBe(levelStage(policy, unlocked));
      }),
    );
  });
});
