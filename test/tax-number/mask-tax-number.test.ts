import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskTaxNumber } from '../../src/tax-number/mask-tax-number.ts';

describe('a masked tax number', () => {
  it.each([
    ['91330100799655058B', '***************58B'],
    ['942404110', '*******10'],
    ['1234', '***4'],
    ['123', '***'],
    ['', ''],
  ])('of %s is %s', (number, masked) => {
    expect(maskTaxNumber(number)).toBe(masked);
  });

  it('is as long, and shows at most the last three characters and a quarter of them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{0,40}$/), (number) => {
        const masked = maskTaxNumber(number);
        const shown = masked.replaceAll('*', '');
        expect(masked).toHaveLength(number.length);
        expect(number.endsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(Math.min(3, number.length / 4));
      }),
    );
  });
});
