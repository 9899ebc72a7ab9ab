import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBecome,
  isOpen,
  verificationStatuses,
  type VerificationStatus,
} from '../../src/domain/verification-status.ts';

const arbitraryStatus = fc.constantFrom(...verificationStatuses);

/** Where a verification stands after each of these was tried, beginning as a draft; what is refused changes nothing. */
function walk(tried: readonly VerificationStatus[]): VerificationStatus[] {
  const passed: VerificationStatus[] = ['DRAFT'];
  for (const next of tried) if (canBecome(passed.at(-1) ?? 'DRAFT', next)) passed.push(next);
  return passed;
}

describe('a verification', () => {
  it('takes these steps and no other', () => {
    const steps = verificationStatuses.flatMap((from) =>
      verificationStatuses.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'DRAFT → SUBMITTED',
      'DRAFT → WITHDRAWN',
      'SUBMITTED → APPROVED',
      'SUBMITTED → REJECTED',
      'SUBMITTED → WITHDRAWN',
    ]);
  });

  it('is never where it was before, and is done after two steps at most, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(arbitraryStatus, { maxLength: 50 }), (tried) => {
        const passed = walk(tried);
        expect(new Set(passed).size).toBe(passed.length);
        expect(passed.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('is decided only after it was submitted', () => {
    fc.assert(
      fc.property(fc.array(arbitraryStatus, { maxLength: 50 }), (tried) => {
        const passed = walk(tried);
        const isDecided = passed.includes('APPROVED') || passed.includes('REJECTED');
        expect(passed.includes('SUBMITTED') || !isDecided).toBe(true);
        expect(passed.includes('APPROVED') && passed.includes('REJECTED')).toBe(false);
      }),
    );
  });

  it('is open exactly as long as it can become something else', () => {
    for (const status of verificationStatuses) {
      expect(isOpen(status)).toBe(verificationStatuses.some((next) => canBecome(status, next)));
    }
  });
});
