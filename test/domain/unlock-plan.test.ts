import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityTypes } from '../../src/domain/identity.ts';
import type { Requirement } from '../../src/domain/information.ts';
import { materialKinds } from '../../src/domain/material.ts';
import { methods, type Method } from '../../src/domain/method.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { planUnlock, type PlanFacts } from '../../src/domain/unlock-plan.ts';
import type { Verification } from '../../src/domain/verification.ts';
import { arbitraryPolicy } from './arbitrary-policy.ts';

const resultIfSubmittedNow = { earliest: '2026-03-04', latest: '2026-03-06' } as const;
const promised = { earliest: '2026-02-02', latest: '2026-02-04' } as const;

function openVerification(method: Method, stage: string, status: 'DRAFT' | 'SUBMITTED'): Verification {
  const isSubmitted = status === 'SUBMITTED';
  const at = new Date(0);
  const submitted = { submittedAt: at, dueAt: at, expectedResult: promised };
  const notYet = { submittedAt: null, dueAt: null, expectedResult: null };
  const empty = { identity: null, claim: null, taxNumber: null, email: null, emailConfirmedAt: null };
  const beginning = { id: method, memberId: 'member', stage, method, status, version: 1, createdAt: at };
  return { ...beginning, ...empty, ...(isSubmitted ? submitted : notYet) };
}

function arbitraryOpen(policy: Policy, method: Method) {
  return fc
    .option(
      fc.record({
        stage: fc.constantFrom(...policy.stages.map(({ code }) => code)),
        status: fc.constantFrom('DRAFT' as const, 'SUBMITTED' as const),
      }),
    )
    .map((open) => (open === null ? [] : [openVerification(method, open.stage, open.status)]));
}

const arbitraryRequirements: fc.Arbitrary<readonly Requirement[]> = fc
  .subarray([...materialKinds], { minLength: 1 })
  .map((kinds) => kinds.map((kind) => ({ kind, label: kind, mustShow: [] })));

const arbitraryFacts: fc.Arbitrary<PlanFacts> = arbitraryPolicy.chain((policy) =>
  fc
    .record({
      stage: fc.constantFrom(...policy.stages),
      identityType: fc.option(fc.constantFrom(...identityTypes)),
      asked: arbitraryRequirements,
      unlockedStages: fc.subarray(policy.stages.map(({ code }) => code)),
      open: fc.tuple(...methods.map((method) => arbitraryOpen(policy, method))),
      materials: fc.array(fc.record({ kind: fc.constantFrom(...materialKinds) }), { maxLength: 6 }),
      codeIsOut: fc.boolean(),
      chancesUsed: fc.record({ MATERIALS: fc.nat(6), TAX_NUMBER: fc.nat(6), EMAIL: fc.nat(6) }),
      spent: fc.nat(6_000_000),
    })
    .map(({ asked, open, ...facts }) => ({
      ...facts,
      policy,
      resultIfSubmittedNow,
      requirements: facts.identityType === null ? [] : asked,
      openVerifications: open.flat(),
    })),
);

/** Holds for the plan of any facts. */
function always(check: (plan: ReturnType<typeof planUnlock>, facts: PlanFacts) => void): void {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => check(planUnlock(facts), facts)),
    { numRuns: 300 },
  );
}

describe('the plan of any stage', () => {
  it('has each accepted method once, in the policy’s order, with its own chances', () => {
    always((plan, { stage, policy, chancesUsed }) => {
      expect(plan.methods.map(({ method }) => method)).toEqual(stage.methods);
      for (const { method, chances } of plan.methods) {
        expect(chances).toMatchObject({ method, limit: policy.chances[method], used: chancesUsed[method] });
      }
    });
  });

  it('blocks nothing by its spend, and all of it only when no path is free', () => {
    always((plan, { policy }) => {
      expect(plan.spend === null).toBe(plan.stage.spendRequired === null);
      const isBlocked = plan.methods.every(({ blockers }) => blockers.length > 0);
      expect(plan.blockers.length > 0).toBe(plan.unlocked || (plan.spend === null && isBlocked));
      const isClosed = plan.methods.every(({ blockers }) => blockers.some(({ code }) => code === 'CHANCES_EXHAUSTED'));
      const saysSo = plan.blockers.some(({ code }) => code === 'NO_PATH_LEFT');
      expect(saysSo).toBe(!plan.unlocked && plan.spend === null && isClosed);
      for (const { message } of plan.blockers) expect(message).not.toBe('');
      expect(policy.stages).toContain(plan.stage);
    });
  });

  it('is done with when the stage is unlocked, and everybody has the first', () => {
    always((plan, { stage, unlockedStages }) => {
      expect(plan.unlocked).toBe(stage.rank === 0 || unlockedStages.includes(stage.code));
      if (!plan.unlocked) return;
      expect(plan.blockers.map(({ code }) => code)).toEqual(['STAGE_UNLOCKED']);
      for (const path of plan.methods) {
        expect(path).toMatchObject({ available: false, outstanding: [], blockers: [{ code: 'STAGE_UNLOCKED' }] });
      }
    });
  });
});

describe('a method of any plan', () => {
  it('is available exactly when nothing blocks it and no reviewer is waited for', () => {
    always((plan) => {
      for (const path of plan.methods) {
        const isAwaited = path.outstanding.some(({ step }) => step === 'AWAIT_REVIEW');
        expect(path.available).toBe(path.blockers.length === 0 && !isAwaited);
        expect(path.outstanding.length > 0 || !path.available).toBe(true);
        expect(path.outstanding.length === 1 || !isAwaited).toBe(true);
      }
    });
  });

  it('shows the verification towards this stage, and is blocked by one towards another', () => {
    always((plan, { openVerifications, stage }) => {
      for (const path of plan.methods) {
        const open = openVerifications.find(({ method }) => method === path.method);
        expect(path.verification).toBe(open?.stage === stage.code ? open : null);
        const isElsewhere = path.blockers.some(({ code }) => code === 'OPEN_TOWARDS_ANOTHER_STAGE');
        expect(isElsewhere).toBe(!plan.unlocked && open !== undefined && open.stage !== stage.code);
      }
    });
  });

  it('is exhausted when no chance is left, but for what was submitted with the last', () => {
    always((plan) => {
      for (const path of plan.methods) {
        const isExhausted = path.blockers.some(({ code }) => code === 'CHANCES_EXHAUSTED');
        const isSubmitted = path.verification?.status === 'SUBMITTED';
        const isElsewhere = path.blockers.some(({ code }) => code === 'OPEN_TOWARDS_ANOTHER_STAGE');
        const isSpent = path.chances.left === 0;
        expect(isExhausted).toBe(isSpent && !plan.unlocked && !isSubmitted && !isElsewhere);
      }
    });
  });

  it('promises what was promised, or what would be', () => {
    always((plan) => {
      for (const { verification, expectedResult } of plan.methods) {
        expect(expectedResult).toBe(verification?.status === 'SUBMITTED' ? promised : resultIfSubmittedNow);
      }
    });
  });

  it('asks for a requirement exactly while it is unmet in this draft, and says who the buyer is first', () => {
    always((plan, { requirements, materials, identityType }) => {
      const path = plan.methods.find(({ method }) => method === 'MATERIALS');
      if (!path || plan.unlocked || path.verification?.status === 'SUBMITTED') return;
      const there = new Set(path.verification ? materials.map(({ kind }) => kind) : []);
      const asked = path.outstanding.flatMap(({ requirement }) => requirement ?? []);
      expect(asked).toEqual(requirements.filter(({ kind }) => !there.has(kind)));
      expect(path.outstanding[0]?.step === 'DECLARE_IDENTITY').toBe(identityType === null);
      expect(path.outstanding.at(-1)?.step).toBe('SUBMIT_MATERIALS');
    });
  });
});
