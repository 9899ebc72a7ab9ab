import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAmount } from '../../src/domain/facts/find-amount.ts';
import { findAmounts, inMinorUnits } from '../../src/domain/facts/parse-amount.ts';
import { writeAmount } from '../../bench/evidence/notations.ts';
import { rowsOf, textOf } from './read-text.ts';

describe('the amount of a statement', () => {
  test.each([
    ['Total credits | 45,997.70 EUR', 4_599_770, 'EUR'],
    ['Sum of incoming payments | 40.961,30 €', 4_096_130, 'EUR'],
    ['TOTAL DEPOSITS | GBP 32,583.80', 3_258_380, 'GBP'],
    ['Grand total: $1,234', 123_400, 'USD'],
    ['收入合计 | ¥26,149.41', 2_614_941, 'CNY'],
    ['成交总额 | 123,456.78元', 12_345_678, 'CNY'],
    ['总收入 1.2万元', 1_200_000, 'CNY'],
    ['Total sales | JPY 1,234,500', 1_234_500, 'JPY'],
  ])('is found in "%s"', (line, amount, currency) => {
    const rows = rowsOf('Rent | 120.00', line, 'Total debits | 18,791.73 EUR');
    expect(findAmount(rows)).toMatchObject({ mark: 'FOUND', amount: { amount, currency } });
  });

  test('is what came in rather than the closing balance, wherever it stands', () => {
    const rows = rowsOf(
      'Closing balance | 64,441.66 EUR',
      'Opening balance | 37,235.69 EUR',
      'Total credits | 45,997.70 EUR',
    );
    const found = findAmount(rows);
    expect(found.amount?.amount).toBe(4_599_770);
    expect(textOf(found.words)).toBe('Total credits 45,997.70 EUR');
  });

  test('may be the closing balance when nothing else sums up, which is unsure', () => {
    const rows = rowsOf('Opening balance | 37,235.69 EUR', 'Closing balance | 64,441.66 EUR');
    expect(findAmount(rows)).toMatchObject({ mark: 'UNSURE', amount: { amount: 6_444_166, currency: 'EUR' } });
  });

  test('stands below its label on cards', () => {
    const rows = rowsOf('Refunds | Total revenue | Fees', '$88.10 | $12,480.60 | $7.00');
    expect(findAmount(rows)).toMatchObject({ mark: 'FOUND', amount: { amount: 1_248_060, currency: 'USD' } });
  });

  test('takes the currency that the page names', () => {
    const rows = rowsOf('All amounts in USD', 'Total sales | 12,480.60');
    expect(findAmount(rows)).toMatchObject({ mark: 'FOUND', amount: { amount: 1_248_060, currency: 'USD' } });
  });

  test('is unsure without any currency, and where its notation belongs to another one', () => {
    expect(findAmount(rowsOf('Total sales | 12,480.60'))).toMatchObject({ mark: 'UNSURE' });
    expect(findAmount(rowsOf('Total sales | 40.961,30 £')).mark).toBe('UNSURE');
  });

  test.each([
    ['amounts without a label', '03 Jul 2026 | Rent | 120.00 EUR'],
    ['what went out', 'Total debits | 18,791.73 EUR'],
    ['an opening balance', 'Opening balance | 18,791.73 EUR'],
    ['a number that is no money', 'Total orders | 128'],
  ])('is not found in a page with %s alone', (_, line) => {
    expect(findAmount(rowsOf(line)).mark).toBe('NOT_FOUND');
  });

  test('is read as it was written, in every notation', () => {
    const cents = fc.integer({ min: 1, max: 9_999_999_999 });
    const style = fc.constantFrom('codeAfter', 'codeBefore', 'sign', 'european');
    fc.assert(
      fc.property(cents, style, fc.constantFrom('USD', 'EUR', 'GBP'), (amount, how, currency) => {
        const [found] = findAmounts(writeAmount(amount, currency, how));
        expect(found && inMinorUnits(found, currency)).toBe(amount);
        expect(found?.named?.currency).toBe(currency);
      }),
    );
  });
});
