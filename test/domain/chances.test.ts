import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countChances } from '../../src/domain/chances.ts';
import { methods } from '../../src/domain/method.ts';

const arbitraryCount = fc.nat({ max: 2000 });

it('what is left and what is spent make up the limit, as long as no more is spent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...methods), arbitraryCount, arbitraryCount, (method, limit, used) => {
      fc.pre(used <= limit);
      expect(countChances(method, limit, used)).toEqual({ method, limit, used, left: limit - used });
    }),
  );
});

it('none is left, and never less, when the operator gives fewer than were spent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...methods), arbitraryCount, arbitraryCount, (method, limit, more) => {
      expect(countChances(method, limit, limit + more).left).toBe(0);
    }),
  );
});

it('one more that is spent is one less that is left, until none is', () => {
  fc.assert(
    fc.property(arbitraryCount, arbitraryCount, (limit, used) => {
      const [before, after] = [countChances('EMAIL', limit, used), countChances('EMAIL', limit, used + 1)];
      expect(after.left).toBe(Math.max(0, before.left - 1));
    }),
  );
});
