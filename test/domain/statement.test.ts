import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyWords } from '../../src/domain/money-words.ts';
import type { Policy, Stage } from '../../src/domain/policy.ts';
import { daysOf, issuesWithStatement, stageReached, type Statement } from '../../src/domain/statement.ts';
import { addDays, isCalendarDay, type CalendarDay } from '../../src/domain/working-days.ts';
import { arbitraryPolicy } from './arbitrary-policy.ts';

const day = (text: string): CalendarDay => {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
};
const START = day('2020-01-01');
const usd = (amount: number) => ({ amount, currency: 'USD' });

const arbitraryStatement: fc.Arbitrary<Statement> = fc
  .record({ amount: fc.nat(4_000_000), start: fc.nat(2000), length: fc.nat(800) })
  .map(({ amount, start, length }) => {
    const from = addDays(START, start);
    return { amount: usd(amount), from, to: addDays(from, length) };
  });

/** A policy some of whose stages ask for a statement, more from stage to stage; one of its stages; a statement. */
const arbitraryCase = fc
  .record({
    policy: arbitraryPolicy.filter(({ stages }) => stages.length > 1),
    steps: fc.array(fc.option(fc.record({ amount: fc.nat(1_000_000), months: fc.nat(6) })), {
      minLength: 6,
      maxLength: 6,
    }),
    asked: fc.nat(),
    statement: arbitraryStatement,
  })
  .map(({ policy, steps, asked, statement }) => {
    let [amount, months] = [1, 1];
    const [first, ...higher] = policy.stages;
    const stages = higher.map((stage, index): Stage => {
      const step = steps[index];
      if (!step || !stage.methods.includes('MATERIALS')) return stage;
      amount += step.amount;
      months += step.months;
      return { ...stage, statementRequired: { amount: usd(amount), months } };
    });
    const asking: Policy = { ...policy, stages: [first, ...stages] };
    return { policy: asking, stage: stages[asked % stages.length] ?? first, statement };
  });

const rank = (stage: Stage | undefined) => stage?.rank ?? 0;

function always(law: (one: { policy: Policy; stage: Stage; statement: Statement }) => void): void {
  fc.assert(fc.property(arbitraryCase, law));
}

describe('the stage that a statement reaches', () => {
  it('is never above the one that was asked for, nor the one that everyone has', () => {
    always(({ policy, stage, statement }) => {
      const reached = stageReached(policy, stage, statement);
      expect(reached === undefined || (reached.rank > 0 && reached.rank <= stage.rank)).toBe(true);
    });
  });

  it('is never lower for a higher amount', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.nat(3_000_000), ({ policy, stage, statement }, more) => {
        const higher = { ...statement, amount: usd(statement.amount.amount + more) };
        expect(rank(stageReached(policy, stage, higher))).toBeGreaterThanOrEqual(
          rank(stageReached(policy, stage, statement)),
        );
      }),
    );
  });

  it('is never lower for a longer period, at either end', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.nat(500), fc.nat(500), ({ policy, stage, statement }, before, after) => {
        const longer = { ...statement, from: addDays(statement.from, -before), to: addDays(statement.to, after) };
        expect(rank(stageReached(policy, stage, longer))).toBeGreaterThanOrEqual(
          rank(stageReached(policy, stage, statement)),
        );
      }),
    );
  });

  it('is the highest whose amount and months it has, and the one asked for where that asks for nothing', () => {
    always(({ policy, stage, statement }) => {
      const reached = rank(stageReached(policy, stage, statement));
      for (const { methods, statementRequired, rank: at } of policy.stages.slice(reached + 1, stage.rank + 1)) {
        if (!methods.includes('MATERIALS') && at < stage.rank) continue;
        expect(statementRequired).not.toBeNull();
      }
      expect(stage.statementRequired !== null || reached === stage.rank).toBe(true);
    });
  });
});

it.each([
  ['2026-01-01', '2026-06-30', true],
  ['2026-01-01', '2026-06-29', false],
  ['2025-08-31', '2026-02-27', true],
  ['2025-08-31', '2026-02-26', false],
  ['2025-08-15', '2026-02-14', true],
  ['2023-08-31', '2024-02-28', true],
  ['2023-08-31', '2024-02-27', false],
])('from %s to %s are six months: %s', (from, to, expected) => {
  fc.assert(
    fc.property(
      arbitraryPolicy.filter(({ stages }) => stages.length > 1),
      ({ stages, ...policy }) => {
        const [first, second] = stages;
        const asking = { ...(second ?? first), methods: ['MATERIALS'] as const };
        const stage: Stage = { ...asking, statementRequired: { amount: usd(1), months: 6 } };
        const statement = { amount: usd(1), from: day(from), to: day(to) };
        expect(stageReached({ ...policy, stages: [first, stage] }, stage, statement) === stage).toBe(expected);
      },
    ),
    { numRuns: 1 },
  );
});

const issues = (from: string, to: string) =>
  issuesWithStatement({ from: day(from), to: day(to) }, 'it', day('2026-11-24')).map(({ path }) => path);

it('a period that ends before it begins, in the future or after more than ten years can’t be confirmed', () => {
  expect(issues('2026-11-24', '2026-11-24')).toEqual([]);
  expect(issues('2026-11-24', '2026-11-23')).toEqual(['it.to']);
  expect(issues('2026-11-24', '2026-11-25')).toEqual(['it.to']);
  expect(issues('2016-11-24', '2026-11-24')).toEqual(['it.from']);
  expect(issues('2016-11-25', '2026-11-24')).toEqual([]);
  expect(issues('1000-01-01', '2026-11-24')).toEqual(['it.from']);
});

it('a period’s days count both ends, and amounts are written with their currency’s digits', () => {
  expect(daysOf({ from: day('2024-02-28'), to: day('2024-03-01') })).toBe(3);
  expect(daysOf({ from: START, to: START })).toBe(1);
  expect(moneyWords(usd(5_000_050))).toBe('USD 50,000.50');
  expect(moneyWords({ amount: 5000, currency: 'JPY' })).toBe('JPY 5,000');
});
