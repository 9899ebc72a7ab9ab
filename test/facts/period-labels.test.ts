import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPeriod } from '../../src/domain/facts/find-period.ts';
import { rowsOf } from './read-text.ts';

const july = { from: '2026-07-01', to: '2026-07-31', days: 31 };
const rent = '03 Jul 2026 | Rent | 120.00';

describe('a period, as banks and stores write it', () => {
  test.each([
    'For the period 1 July 2026 to 31 July 2026',
    'For the period from 1 July 2026 up to 31 July 2026',
    'Statement from 1st July 2026 to 31st July 2026',
    'Date range: Jul 1, 2026 – Jul 31, 2026',
    'Date range: Jul 1 - 31, 2026',
    'Activity for July 1 through July 31, 2026',
    'Activity between 1 July 2026 and 31 July 2026',
    'Transactions between 01/07/2026 and 31/07/2026',
    'Opening/Closing Date 07/01/26 - 07/31/26',
    'Opening/closing date: 01/07/26 – 31/07/26',
    'Billing cycle: 01-Jul-2026 to 31-Jul-2026',
    'Billing period | 01 Jul 26 - 31 Jul 26',
    'Statement period: Wed 1 July 2026 — Fri 31 July 2026',
    'Period: 1–31 July 2026',
    'Period: 01.07. – 31.07.2026',
    'Period: 01/07 - 31/07/2026',
    'Period: 07/01 - 07/31/2026',
    'Reporting period 2026/07/01~2026/07/31',
    'Reporting period 2026-Jul-01 → 2026-Jul-31',
    'Account activity from 2026-07-01 00:00:00 to 2026-07-31 23:59:59',
    'Start date: 01/07/2026 | End date: 31/07/2026',
    'Period start 2026-07-01 | Period end 2026-07-31',
    'Opening date: 1 July 2026 | Closing date: 31 July 2026',
    'For the month ended 31 July 2026',
    'For the month of July 2026',
    'Statement for July 2026',
    'July 2026 statement',
    'Monthly summary - July 2026',
    'Statement month: 07/2026',
    'Statement month: 2026-07',
    '2026-07-01/2026-07-31',
    'Your statement 1 July - 31 July 2026',
    'Between 1 July and 31 July 2026',
    'Jul 2026 payouts',
    '统计月份:202607',
    '起止日期:2026年7月1日-2026年7月31日',
    '起止日期:2026-07-01至2026-07-31',
    '起止日期 | 20260701-20260731',
    '账单周期:2026.07.01-2026.07.31',
    '账单周期:2026.07.01-07.31',
    '账单周期:2026/07/01—2026/07/31',
    '对账期间:2026年07月01日—07月31日',
    '查询时间段:2026-07-01 00:00:00 至 2026-07-31 23:59:59',
    '交易日期范围:2026年7月1日到2026年7月31日',
    '统计时间:2026-07-01 ~ 2026-07-31',
    '统计周期 2026/7/1～2026/7/31',
    '自2026年7月1日起至2026年7月31日止',
    '从2026年7月1日到7月31日',
    '2026年7月1日起至31日',
    '起始时间:[2026-07-01 00:00:00] 终止时间:[2026-07-31 23:59:59]',
    '开始日期:2026年7月1日 | 结束日期:2026年7月31日',
    '起始日 2026-07-01 | 截止日 2026-07-31',
    '账单月份:2026年07月',
    '2026年7月对账单',
    '2026年7月份账单',
    '账期:2026-07',
  ])('is found in "%s"', (line) => {
    expect(findPeriod(rowsOf('Harbour Bank', line, rent))).toMatchObject({ mark: 'FOUND', period: july });
  });

  test.each([
    ['Start date: 01/07/2026', 'End date: 31/07/2026'],
    ['From: | 1 July 2026', 'To: | 31 July 2026'],
    ['From | To', '01 Jul 2026 | 31 Jul 2026'],
    ['Period start | Period end', '07/01/2026 | 07/31/2026'],
    ['Statement period', '1 July 2026 - 31 July 2026'],
    ['Account | Statement period', '12345678 | 1 July 2026 - 31 July 2026'],
    ['Statement period: 1 July 2026 to', '31 July 2026'],
    ['Statement period: 1 July 2026', 'to 31 July 2026'],
    ['起始日期:2026-07-01', '截止日期:2026-07-31'],
    ['起始日期 | 终止日期', '2026年7月1日 | 2026年7月31日'],
    ['对账期间', '2026年7月1日至2026年7月31日'],
    ['Statement month', 'July 2026'],
  ])('is found in the lines "%s" and "%s"', (one, other) => {
    expect(findPeriod(rowsOf('Harbour Bank', one, other))).toMatchObject({ mark: 'FOUND', period: july });
  });

  test.each([
    ['Q3 2026 statement', '2026-07-01', '2026-09-30'],
    ['Statement for the third quarter of 2026', '2026-07-01', '2026-09-30'],
    ['For the three months ended 30 September 2026', '2026-07-01', '2026-09-30'],
    ['For the quarter ended 30 September 2026', '2026-07-01', '2026-09-30'],
    ['For the year ended 31 December 2025', '2025-01-01', '2025-12-31'],
    ['Period: July - September 2026', '2026-07-01', '2026-09-30'],
    ['Period: Nov 2025 to Jan 2026', '2025-11-01', '2026-01-31'],
    ['Period: 15 December – 14 January 2026', '2025-12-15', '2026-01-14'],
    ['Period: Dec 15 - Jan 14, 2026', '2025-12-15', '2026-01-14'],
    ['账单周期:2026年7月至9月', '2026-07-01', '2026-09-30'],
    ['账单周期:2025年11月-2026年1月', '2025-11-01', '2026-01-31'],
    ['统计时间:2026-07 至 2026-09', '2026-07-01', '2026-09-30'],
    ['2026年第三季度流水', '2026-07-01', '2026-09-30'],
    ['2026年三季度对账单', '2026-07-01', '2026-09-30'],
    ['2026年上半年账单', '2026-01-01', '2026-06-30'],
    ['2025年度对账单', '2025-01-01', '2025-12-31'],
  ])('of more than a month is found in "%s"', (line, from, to) => {
    expect(findPeriod(rowsOf('Harbour Bank', line))).toMatchObject({ mark: 'FOUND', period: { from, to } });
  });

  test('is a month on a line of its own, where all rows lie in it', () => {
    const rows = [rent, '07 Jul 2026 | Wages | 20.00', '31 Jul 2026 | Card | 9.00'];
    expect(findPeriod(rowsOf('Harbour Bank', 'July 2026', ...rows))).toMatchObject({ mark: 'FOUND', period: july });
    expect(findPeriod(rowsOf('Harbour Bank', 'July 2026', ...rows, '02 Aug 2026 | Card | 9.00')).mark).toBe('UNSURE');
    expect(findPeriod(rowsOf('Harbour Bank', 'July 2026')).mark).toBe('UNSURE');
  });

  test.each([
    ['an offer', 'Offer valid from 1 July 2026 to 31 July 2026'],
    ['a payment', 'Rent 1 July 2026 - 31 July 2026 | -1,200.00'],
    ['what is compared', 'Compared with 1 July 2026 - 31 July 2026'],
    ['the period before', 'Previous period: 1 July 2026 - 31 July 2026'],
    ['a lease', '租期:2026年7月1日至2026年7月31日'],
    ['the period before, in Chinese', '上期:2026年7月1日至2026年7月31日'],
  ])('of %s is unsure', (_, line) => {
    expect(findPeriod(rowsOf('Harbour Bank', line))).toMatchObject({ mark: 'UNSURE', period: july });
  });

  test('is the labelled one of several, and unsure where none is', () => {
    const [one, other] = ['1 July 2026 - 31 July 2026', '1 June 2026 - 30 June 2026'];
    expect(findPeriod(rowsOf(other, `Statement period: ${one}`))).toMatchObject({ mark: 'FOUND', period: july });
    expect(findPeriod(rowsOf(`Previous period ${other}`, one))).toMatchObject({ mark: 'FOUND', period: july });
    expect(findPeriod(rowsOf(other, one)).mark).toBe('UNSURE');
  });

  test.each([
    'Statement date: 31 July 2026',
    'Payment due 31 July 2026',
    'Account opened 1 July 2026',
    'Printed in July 2026',
    'Sort code 20-12-26',
    'Order 20260701001 to 20260731002',
    '成立日期:2026年7月1日',
    '打印时间:2026年7月',
  ])('is not found in "%s"', (line) => {
    expect(findPeriod(rowsOf('Harbour Bank', line)).mark).toBe('NOT_FOUND');
  });

  test('takes the day first where another date of the page can be written in no other way', () => {
    const rows = rowsOf('Period 01/02/2026 - 03/04/2026', '29/01/2026 | Rent');
    expect(findPeriod(rows)).toMatchObject({ mark: 'FOUND', period: { from: '2026-02-01', to: '2026-04-03' } });
  });

  const names = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  const writers: readonly ((year: string, month: string, day: string) => string)[] = [
    (year, month, day) => `${year}-${month}-${day}`,
    (year, month, day) => `${year}/${month}/${day}`,
    (year, month, day) => `${year}${month}${day}`,
    (year, month, day) => `${day}.${month}.${year}`,
    (year, month, day) => `${year}年${Number(month)}月${Number(day)}日`,
    (year, month, day) => `${Number(day)} ${names[Number(month) - 1] ?? ''} ${year}`,
    (year, month, day) => `${(names[Number(month) - 1] ?? '').slice(0, 3)} ${Number(day)}, ${year}`,
    (year, month, day) => `${day}-${(names[Number(month) - 1] ?? '').slice(0, 3)}-${year}`,
  ];
  const day = fc.integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2090, 0, 1) / 86_400_000 });

  test('is found whichever days it runs between, and however it is written', () => {
    const joiner = fc.constantFrom(' - ', ' – ', ' — ', ' ~ ', ' to ', ' until ', '至', ' 到 ');
    const label = fc.constantFrom('Statement period: ', '账单周期:', 'Date range ', '');
    fc.assert(
      fc.property(day, fc.nat(400), fc.constantFrom(...writers), joiner, label, (first, length, write, to, said) => {
        const [from, until] = [first, first + length].map((at) => new Date(at * 86_400_000).toISOString().slice(0, 10));
        const written = [from, until].map((one) => {
          const [year = '', month = '', date = ''] = (one ?? '').split('-');
          return write(year, month, date);
        });
        const found = findPeriod(rowsOf('Harbour Bank', `${said}${written.join(to)}`));
        expect(found).toMatchObject({ mark: 'FOUND', period: { from, to: until, days: length + 1 } });
      }),
    );
  });
});
