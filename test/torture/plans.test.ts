import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../torture/plan/make-plan.ts';
import { defaultOptions } from '../../torture/plan/plan-options.ts';
import { printPlan } from '../../torture/plan/print-plan.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('a plan', () => {
  it('follows from its seed alone, and from every other seed another', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const plan = printPlan(makePlan({ ...defaultOptions, seed }));
        expect(printPlan(makePlan({ ...defaultOptions, seed }))).toBe(plan);
        const another = printPlan(makePlan({ ...defaultOptions, seed: other }));
        expect(another === plan).toBe(seed === other);
      }),
      { numRuns: 20 },
    );
  });

  it('has as many faults as were asked for, in order, and leaves steps after the last', () => {
    fc.assert(
      fc.property(seeds, fc.nat(40), fc.nat(10), fc.integer({ min: 1, max: 5 }), (seed, kills, cuts, servers) => {
        const { faults, steps } = makePlan({ ...defaultOptions, seed, kills, cuts, servers });
        expect(faults.filter(({ fault }) => fault === 'KILL')).toHaveLength(kills);
        expect(faults.filter(({ fault }) => fault === 'CUT')).toHaveLength(cuts);
        const places = faults.map(({ afterSteps }) => afterSteps);
        expect(places).toEqual(places.toSorted((one, next) => one - next));
        expect(places.every((place) => place >= 1 && place < steps)).toBe(true);
        expect(faults.every((fault) => !('server' in fault) || fault.server < servers)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('gives somebody more to do without changing what others do', () => {
    const fewer = makePlan({ ...defaultOptions, buyers: 3 });
    const more = makePlan({ ...defaultOptions, buyers: 4 });
    expect(more.buyers.slice(0, 3)).toEqual(fewer.buyers);
  });

  it('never takes more back of an order than it is worth', () => {
    const { services } = makePlan({ ...defaultOptions, orders: 200 });
    const left = new Map<string, number>();
    for (const act of services.flatMap(({ acts }) => acts)) {
      if (act.do === 'RECORD') left.set(act.order, act.amount);
      else left.set(act.order, (left.get(act.order) ?? 0) - act.amount);
    }
    expect([...left.values()].every((amount) => amount >= 0)).toBe(true);
    expect([...left.values()].some((amount) => amount === 0)).toBe(true);
  });
});
