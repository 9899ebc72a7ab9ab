import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAmount } from '../../src/domain/facts/find-amount.ts';
import { rowsOf } from './read-text.ts';

const sum = { amount: 4_599_770, currency: 'USD' };

describe('what came in, as banks and stores call it', () => {
  test.each([
    'Total deposits and credits',
    'Total deposits & credits',
    'Deposits and additions',
    'Total credits (12)',
    'Credits total',
    'Total of all credits',
    'Total value of credits',
    'Total amount credited',
    'Money in',
    'Paid in',
    'Total paid in',
    'Total money in',
    'Total payments in',
    'Payments in',
    'Total inflow',
    'Total cash inflows',
    'Total in',
    'Total lodgements',
    'Total receipts',
    'Total received',
    'Total amount received',
    'Total incoming transfers',
    'Turnover',
    'Credit turnover',
    'Annual revenue',
    'Gross sales',
    'Total gross sales',
    'Net sales',
    'Gross volume',
    'GMV',
    'Total sales',
    'Total order value',
    'Total collections',
    'Total proceeds',
    'Total payout',
    'Net payout',
    'Payout total',
    'Payout amount',
    'Net amount',
    'Total settlements',
    'Grand total',
    'TOTAL',
    'Sales',
    'Product sales',
    'Your earnings',
    'Amount received',
    'Payments received',
    'Incoming payments',
    'Total transfers in',
    'Paid into your account',
    '店铺收入',
    '资金流入',
    '支付成功金额',
    '收入合计',
    '收 入 合 计',
    '总收入',
    '本期收入',
    '本月收入合计',
    '贷方合计',
    '贷方发生额',
    '贷方累计发生额',
    '入账总额',
    '转入合计',
    '存入金额合计',
    '总存入',
    '收款总额',
    '到账总额',
    '交易总额',
    '交易总金额',
    '成交总额',
    '成交金额',
    '总成交额',
    '销售总额',
    '累计销售额',
    '营业额',
    '营业收入',
    '总流水',
    '流水合计',
    '实收金额',
    '结算总额',
    '净收入',
    '合计',
    '合 计',
    '总计',
    '收入',
  ])('is found beside "%s", and below it', (label) => {
    const around = ['Opening balance | USD 37,235.69', 'Total debits | USD 18,791.73'];
    expect(findAmount(rowsOf(...around, `${label} | USD 45,997.70`))).toMatchObject({ mark: 'FOUND', amount: sum });
    expect(findAmount(rowsOf(...around, `${label}: USD 45,997.70`))).toMatchObject({ mark: 'FOUND', amount: sum });
    const cards = rowsOf(`Refunds | ${label} | Fees`, '$88.10 | $45,997.70 | $7.00');
    expect(findAmount(cards)).toMatchObject({ mark: 'FOUND', amount: sum });
  });

  test.each([
    'Opening balance',
    'Balance brought forward',
    'Total withdrawals',
    'Total money out',
    'Total paid out by you',
    'Total fees',
    'Total refunds',
    'Total tax',
    'Total purchases',
    'Total spending',
    'Previous total',
    'Average sales',
    'Sales target',
    'Pending payouts',
    'Credit limit',
    '期初余额',
    '上期余额',
    '支出合计',
    '借方合计',
    '借方发生额',
    '转出合计',
    '手续费合计',
    '退款总额',
    '上月收入',
    '客单价',
    '待结算金额',
  ])('is not taken from "%s"', (label) => {
    expect(findAmount(rowsOf(`${label} | USD 45,997.70`)).mark).toBe('NOT_FOUND');
    expect(findAmount(rowsOf(label, 'USD 45,997.70')).mark).toBe('NOT_FOUND');
  });

  test.each(['Closing balance', 'Available balance', 'Total payments', 'Total transactions', '期末余额', '账户余额'])(
    'may be "%s", which is unsure',
    (label) => {
      expect(findAmount(rowsOf(`${label} | USD 45,997.70`))).toMatchObject({ mark: 'UNSURE', amount: sum });
    },
  );

  test('stands at the end of the column that it heads', () => {
    const rows = rowsOf(
      'Date | Description | Money out | Money in | Balance',
      '03 Jul 2026 | Rent | 120.00 | . | $880.00',
      '04 Jul 2026 | Invoice | . | 45,000.00 | $45,880.00',
      '05 Jul 2026 | Invoice | . | 997.70 | $46,877.70',
      'Total | . | 120.00 | 45,997.70 | .',
    );
    expect(findAmount(rows)).toMatchObject({ mark: 'FOUND', amount: sum });
  });

  test.each([
    [
      [
        '日期 | 摘要 | 借方 | 贷方',
        '2026-07-03 | 房租 | 120.00 | .',
        '2026-07-04 | 货款 | . | 45,000.00',
        '合计 | . | 120.00 | 45,997.70',
        '币种:美元',
      ],
    ],
    [
      [
        'Account | Credits | Debits',
        'Current | $45,000.00 | $1.00',
        'Savings | $997.70 | $2.00',
        'Totals | $45,997.70 | $3.00',
      ],
    ],
    [
      [
        'Month | Orders | Sales, USD | Fees, USD',
        'July | 171 | 45,000.00 | 1.00',
        'August | 3 | 997.70 | 2.00',
        'Total | 174 | 45,997.70 | 3.00',
      ],
    ],
  ])('stands in the row that sums up %j', (lines) => {
    expect(findAmount(rowsOf(...lines))).toMatchObject({ mark: 'FOUND', amount: sum });
  });

  test.each([
    [
      'the first payment of a list',
      ['Date | Paid in | Paid out', '03 Jul 2026 | $120.00 | .', '04 Jul 2026 | $45,000.00 | .'],
    ],
    [
      'the first order of a list',
      ['Order | Date | Total', '#1042 | 2026-07-03 | $120.00', '#1041 | 2026-07-04 | $45,000.00'],
    ],
    ['a payment called after what it is', ['03 Jul 2026 | Sales | $120.00']],
    ['what stands under another label', ['Total revenue', 'Refunds', '$88.10']],
    ['a share', ['Total sales | +45.30%']],
  ])('is not %s', (_, lines) => {
    expect(findAmount(rowsOf(...lines)).mark).toBe('NOT_FOUND');
  });

  test.each([
    ['several totals', ['Total | $120.00', 'Total | $45,997.70']],
    ['several amounts in a row of totals', ['Total | $120.00 | $45,997.70']],
    ['several single payments', ['Sales | $120.00', 'Sales | $45,997.70']],
    ['an amount that went out', ['Total | -$45,997.70']],
    ['one in brackets', ['Total | (45,997.70) USD']],
    ['a broken notation', ['Total credits | $45;997.70']],
  ])('is unsure with %s', (_, lines) => {
    expect(findAmount(rowsOf(...lines)).mark).toBe('UNSURE');
  });

  test('is how much rather than how many', () => {
    expect(findAmount(rowsOf('Total sales | 1,204 | $45,997.70'))).toMatchObject({ mark: 'FOUND', amount: sum });
    expect(findAmount(rowsOf('收入:23笔 45,997.70美元; 支出:2笔 1.00美元'))).toMatchObject({
      mark: 'FOUND',
      amount: sum,
    });
  });

  test('is not found in a list of payments, whatever these are called', () => {
    const what = fc.constantFrom(
      'Card payout 4410',
      'Sales',
      'Deposit',
      'Turnover tax',
      '货款收入 44905',
      '收入',
      'Income',
    );
    const payment = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      text: what,
      cents: fc.integer({ min: 1, max: 9_999_999 }),
    });
    fc.assert(
      fc.property(fc.array(payment), fc.boolean(), (payments, isHeaded) => {
        const lines = payments.map(
          ({ day, text, cents }) => `2026-07-${String(day).padStart(2, '0')} | ${text} | $${(cents / 100).toFixed(2)}`,
        );
        const rows = rowsOf(...(isHeaded ? ['Date | Details | Paid in'] : []), ...lines);
        expect(findAmount(rows).mark).not.toBe('FOUND');
      }),
    );
  });

  test('is told from what stands in the same line', () => {
    const rows = rowsOf('支出合计:¥1,000.00 收入合计:¥2,000.00');
    expect(findAmount(rows)).toMatchObject({ mark: 'FOUND', amount: { amount: 200_000, currency: 'CNY' } });
    const english = rowsOf('Total debits $1,000.00 Total credits $2,000.00');
    expect(findAmount(english)).toMatchObject({ mark: 'FOUND', amount: { amount: 200_000, currency: 'USD' } });
  });
});
