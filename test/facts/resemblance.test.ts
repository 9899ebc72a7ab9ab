import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { FactFinding } from '../../src/domain/facts/finding.ts';
import { lookupKeys } from '../../src/domain/resemblance/lookup-keys.ts';
import { differencesBetween } from '../../src/domain/resemblance/resemblance.ts';
import { editedCopySimilarity, jaccard, lookDistance, type Print } from '../../src/domain/resemblance/similarity.ts';
import { tokensOf } from '../../src/domain/resemblance/tokens-of.ts';
import { wordsOf } from './read-text.ts';

const token = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const tokens = fc.uniqueArray(token, { minLength: 20, maxLength: 60 });
const look = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

const figures = (from: number) => Array.from({ length: 40 }, (_, index) => BigInt(from + index));

const poor = (text: bigint): Print => ({ look: 5n, tokens: [text], figures: [] });

const name = (fact: FactFinding['fact'], text: string): FactFinding => ({
  fact,
  mark: 'FOUND',
  claimed: text,
  words: wordsOf(text),
});

const amount = (value: number): FactFinding => ({
  fact: 'STATEMENT_AMOUNT',
  mark: 'FOUND',
  claimed: null,
  words: [],
  amount: { amount: value, currency: 'USD' },
});

describe('how alike two sets are', () => {
  test('is the same from both sides, from 0 to 1, and 1 for a set and itself', () => {
    fc.assert(
      fc.property(tokens, tokens, (one, other) => {
        expect(jaccard(one, other)).toBe(jaccard(other, one));
        expect(jaccard(one, other)).toBeGreaterThanOrEqual(0);
        expect(jaccard(one, other)).toBeLessThanOrEqual(1);
        expect(jaccard(one, one)).toBe(1);
      }),
    );
  });
});

describe('how far two looks are apart', () => {
  test('is none for the same, the same from both sides, and no longer by a detour', () => {
    fc.assert(
      fc.property(look, look, look, (one, other, third) => {
        expect(lookDistance(one, one)).toBe(0);
        expect(lookDistance(one, other)).toBe(lookDistance(other, one));
        expect(lookDistance(one, third)).toBeLessThanOrEqual(lookDistance(one, other) + lookDistance(other, third));
      }),
    );
  });
});

describe('the keys of a look-up', () => {
  test('are shared by looks that differ in up to three bits', () => {
    const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 3 });
    fc.assert(
      fc.property(look, bits, (one, flipped) => {
        const other = flipped.reduce((sum, bit) => sum ^ (1n << BigInt(bit)), one);
        const keys = lookupKeys({ look: one, tokens: [], figures: [] });
        expect(lookupKeys({ look: other, tokens: [], figures: [] }).some((key) => keys.includes(key))).toBe(true);
      }),
    );
  });

  test('are shared by texts of which hardly a word was changed, and fit the database', () => {
    fc.assert(
      fc.property(tokens, token, (one, changed) => {
        const keys = lookupKeys({ look: null, tokens: one, figures: [] });
        const other = lookupKeys({ look: null, tokens: [...one.slice(1), changed], figures: [] });
        expect(other.some((key) => keys.includes(key))).toBe(true);
        expect(keys.every((key) => BigInt.asIntN(64, key) === key)).toBe(true);
      }),
    );
  });
});

describe('an edited copy', () => {
  const words = Array.from({ length: 60 }, (_, index) => BigInt(index));
  const print = (from: number, changed = 0): Print => {
    const own = [...figures(from).slice(changed), ...figures(from + 500).slice(0, changed)];
    return { look: 0n, tokens: [...words, ...own], figures: own };
  };

  it('is one of which a few figures were changed', () => {
    expect(editedCopySimilarity(print(1000), print(1000, 3))).toBeGreaterThan(0.9);
  });

  it('is not another statement of the same bank, however alike they look', () => {
    expect(editedCopySimilarity(print(1000), print(2000))).toBeNull();
  });

  it('is not a page with as good as no text that looks alike', () => {
    expect(editedCopySimilarity(poor(1n), poor(2n))).toBeNull();
    expect(editedCopySimilarity(poor(1n), poor(1n))).toBe(1);
    expect(editedCopySimilarity(poor(1n), { ...poor(1n), look: 0xffffn })).toBeNull();
  });
});

describe('what two readings differ in', () => {
  it('is said in words, a company held against a store', () => {
    const here = [name('COMPANY_NAME', 'Northwind Trading'), amount(9_999_900)];
    expect(differencesBetween(here, [name('STORE_NAME', 'Blue Harbor Foods'), amount(123_456)])).toEqual([
      { fact: 'COMPANY_NAME', here: 'Northwind Trading', there: 'Blue Harbor Foods' },
      { fact: 'STATEMENT_AMOUNT', here: '99,999.00 USD', there: '1,234.56 USD' },
    ]);
  });

  it('leaves out what is the same, and what was read on one side alone', () => {
    const unread: FactFinding = { fact: 'STATEMENT_AMOUNT', mark: 'NOT_FOUND', claimed: null, words: [] };
    expect(differencesBetween([amount(100)], [amount(100)])).toEqual([]);
    expect(differencesBetween([amount(100)], [unread])).toEqual([]);
    expect(differencesBetween([amount(100)], [])).toEqual([]);
  });
});

describe('tokens', () => {
  it('are words, numbers without separators, and pairs of Han characters', () => {
    const { all, figures } = tokensOf(wordsOf('Total 12,345.67 USD on 2026-07-01', '收入合计 5'));
    expect(all).toEqual(['total', '1234567', 'usd', 'on', '20260701', '收入', '入合', '合计']);
    expect(figures).toEqual(['1234567', '20260701']);
  });
});
