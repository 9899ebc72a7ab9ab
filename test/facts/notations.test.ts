import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currenciesOf } from '../../src/domain/facts/currencies.ts';
import { findAmount } from '../../src/domain/facts/find-amount.ts';
import { findAmounts } from '../../src/domain/facts/parse-amount.ts';
import { rowsOf } from './read-text.ts';

describe('an amount', () => {
  test.each([
    ['1,23,456.00 INR', 12_345_600, 'INR'],
    ['Rs. 1,23,456.00', 12_345_600, 'INR'],
    ['Rs 12,34,567', 123_456_700, 'INR'],
    ['₹12.5 lakh', 125_000_000, 'INR'],
    ["CHF 1'234.56", 123_456, 'CHF'],
    ['1’234.56 CHF', 123_456, 'CHF'],
    ['1.234,56 €', 123_456, 'EUR'],
    ['1 234,56 EUR', 123_456, 'EUR'],
    ['EUR 1.234', 123_400, 'EUR'],
    ['HK$1,234.56', 123_456, 'HKD'],
    ['S$ 1,234.56', 123_456, 'SGD'],
    ['US$1,234.56', 123_456, 'USD'],
    ['A$1,234.56', 123_456, 'AUD'],
    ['$1,234.56', 123_456, 'USD'],
    ['1,234.56 GBP', 123_456, 'GBP'],
    ['RMB 1,234.56', 123_456, 'CNY'],
    ['人民币1,234.56元', 123_456, 'CNY'],
    ['1234.56元', 123_456, 'CNY'],
    ['12.5万元', 12_500_000, 'CNY'],
    ['¥12.5万', 12_500_000, 'CNY'],
    ['1.2亿元', 12_000_000_000, 'CNY'],
    ['1,234.56美元', 123_456, 'USD'],
    ['1,234.56港币', 123_456, 'HKD'],
    ['JPY 1,234', 1234, 'JPY'],
    ['$12.5K', 1_250_000, 'USD'],
    ['$1.2M', 120_000_000, 'USD'],
  ])('is read in "%s"', (written, amount, currency) => {
    expect(findAmount(rowsOf(`Total credits | ${written}`))).toMatchObject({
      mark: 'FOUND',
      amount: { amount, currency },
    });
    expect(findAmount(rowsOf(`收入合计:${written}`))).toMatchObject({ mark: 'FOUND', amount: { amount, currency } });
  });

  test.each([
    ['Account currency: SGD', '$1,234.56', 123_456, 'SGD'],
    ['All amounts in GBP', '1,234.56', 123_456, 'GBP'],
    ['All amounts are in Japanese yen (JPY)', '1,234', 1234, 'JPY'],
    ['币种:人民币', '1,234.56', 123_456, 'CNY'],
    ['单位:元', '1,234.56', 123_456, 'CNY'],
    ['Date | Amount (EUR)', '1.234,56', 123_456, 'EUR'],
    ['Currency: EUR; card payments in USD', '1.234,56', 123_456, 'EUR'],
  ])('is in the currency that "%s" says', (line, written, amount, currency) => {
    expect(findAmount(rowsOf(line, `Total credits | ${written}`))).toMatchObject({
      mark: 'FOUND',
      amount: { amount, currency },
    });
  });

  test('is unsure where a page names several currencies, and where its sign may be one of two', () => {
    expect(findAmount(rowsOf('EUR 1.00', 'GBP 1.00', 'Total credits | 1,234.56')).mark).toBe('UNSURE');
    expect(findAmount(rowsOf('SGD 1.00', 'HKD 1.00', 'Total credits | $1,234.56')).mark).toBe('UNSURE');
  });

  test('is unsure where a point may part thousands or cents', () => {
    expect(findAmount(rowsOf('Total credits | $1.234')).mark).toBe('UNSURE');
  });

  test('is not seen in what is a part of a name', () => {
    expect(currenciesOf(['元宝贸易有限公司', 'Rs and Vs', 'EURASIA']).only).toBeNull();
  });

  test('is negative with a minus, brackets or DR, and only then', () => {
    const isNegative = (text: string) => findAmounts(text)[0]?.isNegative;
    for (const text of ['-1.00', '-$1.00', '$-1.00', '(1.00)', '1.00-', '1.00 DR']) expect(isNegative(text)).toBe(true);
    for (const text of ['1.00', '+1.00', 'a - 1.00', '1.00 CR', '1.00 - 2.00']) expect(isNegative(text)).toBe(false);
  });

  test('is the same however its thousands are parted', () => {
    const groups = fc.constantFrom([',', '.'], ['.', ','], [' ', ','], ["'", '.']);
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 99_999_999_999 }), groups, (cents, [thousands = '', point = '']) => {
        const [whole = '', rest = ''] = (cents / 100).toFixed(2).split('.');
        const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, thousands);
        const indian = whole.replaceAll(/\B(?=(?:\d{2})*\d{3}$)/gu, ',');
        expect(findAmounts(`EUR ${grouped}${point}${rest}`)).toMatchObject([{ value: cents / 100 }]);
        expect(findAmounts(`₹${indian}.${rest}`)).toMatchObject([{ value: cents / 100 }]);
      }),
    );
  });

  test('is never read in a day or a time', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (date, mark) => {
        const [iso = '', time = ''] = date.toISOString().slice(0, 19).split('T');
        const parts = iso.split('-');
        const text = `${parts.join(mark)} ${parts.toReversed().join(mark)} ${time}`;
        expect(findAmounts(text).filter(({ isMoney }) => isMoney)).toEqual([]);
      }),
    );
  });
});
