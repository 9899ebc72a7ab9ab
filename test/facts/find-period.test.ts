import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDates } from '../../src/domain/facts/find-dates.ts';
import { findPeriod } from '../../src/domain/facts/find-period.ts';
import { writeDate } from '../../bench/evidence/notations.ts';
import { rowsOf, textOf } from './read-text.ts';

const july = { from: '2026-07-01', to: '2026-07-31', days: 31 };

describe('the period of a statement', () => {
  test.each([
    'Statement period: 1 July 2026 to 31 July 2026',
    'July 1, 2026 through July 31, 2026',
    'July 1 - July 31, 2026',
    '1 - 31 July 2026',
    '1 July – 31 July 2026',
    'Period 01.07.2026 - 31.07.2026',
    'Period 07/01/2026 - 07/31/2026',
    'FROM 2026-07-01 | TO 2026-07-31',
    'From: 01 Jul 2026 | To: 31 Jul 2026',
    '对账期间:2026年7月1日至2026年7月31日',
    '2026年7月1日至31日',
    '起始日期:2026-07-01 | 截止日期:2026-07-31',
    '2026.07.01~2026.07.31',
    'Statement for July 2026',
    '账单月份 2026年7月',
  ])('is found in "%s"', (line) => {
    expect(findPeriod(rowsOf('Harbour Bank', line, '3 July 2026 | Rent | 120.00'))).toMatchObject({
      mark: 'FOUND',
      period: july,
    });
  });

  test('is unsure when only the rows have dates', () => {
    const rows = rowsOf('03 Jul 2026 | Rent', '01 Jul 2026 | Wages', '31 Jul 2026 | Card');
    expect(findPeriod(rows)).toMatchObject({ mark: 'UNSURE', period: july });
  });

  test('is unsure when days and months could be the other way round', () => {
    expect(findPeriod(rowsOf('Period 01/02/2026 - 03/04/2026')).mark).toBe('UNSURE');
  });

  test('takes the month first where another date of the page can be written in no other way', () => {
    const rows = rowsOf('Period 01/02/2026 - 03/04/2026', '01/29/2026 | Rent');
    expect(findPeriod(rows)).toMatchObject({ mark: 'FOUND', period: { from: '2026-01-02', to: '2026-03-04' } });
  });

  test.each([
    ['no dates', 'Total 12,345.67 USD'],
    ['one date', 'Printed on 3 August 2026'],
    ['days that do not exist', 'Period 30 February 2026 to 31 February 2026'],
    ['an end before its beginning', '31 July 2026 to 1 July 2026'],
    ['numbers that are no dates', 'Call 0800-2026-07 or 1-31 for help'],
    ['years that OCR made up', 'FROM 2826-07-01 TO 2826-07-31'],
  ])('is not found in a page with %s', (_, line) => {
    expect(findPeriod(rowsOf(line)).mark).toBe('NOT_FOUND');
  });

  test('shows the words that name it', () => {
    expect(textOf(findPeriod(rowsOf('Statement period: 1 July 2026 to 31 July 2026, page 1')).words)).toBe(
      '1 July 2026 to 31 July 2026,',
    );
  });

  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const style = fc.constantFrom('iso', 'dots', 'dayFirst', 'monthFirst', 'short', 'chinese', 'chineseDots');

  test('reads every day in every notation as the day that was written', () => {
    fc.assert(
      fc.property(day, style, (written, how) => {
        const [found] = findDates(`on ${writeDate(written, how)}.`);
        expect([found?.day, found?.orElse]).toContain(written);
      }),
    );
  });
});
