import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFollowers, readCount } from '../../src/domain/facts/find-followers.ts';
import { findOrders } from '../../src/domain/facts/find-orders.ts';
import { rowsOf, textOf } from './read-text.ts';

describe('how many follow an account', () => {
  test.each([
    ['12,345 followers', 12_345],
    ['12.3k Followers', 12_300],
    ['1.2M subscribers', 1_200_000],
    ['粉丝 1.2万', 12_000],
    ['3.4w 粉丝', 34_000],
    ['611 作品 45.7 万粉丝 896 关注', 457_000],
    ['10万+粉丝', 100_000],
    ['粉丝数:12,345', 12_345],
    ['订阅者 1.2 亿', 120_000_000],
    ['被关注 345', 345],
    ['12.3 K followers', 12_300],
    ['1.2 million subscribers', 1_200_000],
    ['12.5 lakh followers', 1_250_000],
    ['1,23,456 followers', 123_456],
    ["12'345 followers", 12_345],
    ['12,345 people follow this', 12_345],
    ['Followed by 12,345', 12_345],
    ['312 posts | 48.210 followers | 201 following', 48_210],
  ])('is found in "%s"', (line, count) => {
    expect(findFollowers(rowsOf(line), count)).toMatchObject({ mark: 'FOUND', count });
  });

  test('stands over its label, between two others', () => {
    const rows = rowsOf('312 | 48,210 | 201', 'posts | followers | following');
    const found = findFollowers(rows, 48_000);
    expect(found).toMatchObject({ mark: 'FOUND', count: 48_210 });
    expect(textOf(found.words)).toBe('48,210 followers');
  });

  test('is unsure when it is far from what was declared', () => {
    expect(findFollowers(rowsOf('900 followers'), 12_000)).toMatchObject({ mark: 'UNSURE', count: 900 });
  });

  test.each(['312 posts | 201 following', '作品 312 | 关注 201', 'Followers of fashion'])(
    'is not found in "%s"',
    (line) => {
      expect(findFollowers(rowsOf(line), 201).mark).toBe('NOT_FOUND');
    },
  );

  test('reads any count written out with separators as that count', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(readCount(count.toLocaleString('en-US'), undefined)).toBe(count);
      }),
    );
  });
});

describe('order information', () => {
  test.each([
    [['Orders', '#1042 | Paid', '#1041 | Shipped'], undefined],
    [['697 orders this month', 'Status | Paid', 'Status | Refunded'], 697],
    [['订单管理', '共128笔订单', '202612345678 | 已付款', '202612345679 | 已发货'], 128],
    [['All orders (128)', '114-1234567-1234567 | Dispatched', '114-1234567-1234568 | In transit'], 128],
    [['Sales orders', 'SO-2026-0042 | Ready to ship', 'SO-2026-0043 | On hold'], undefined],
    [['Orders | 1 to 20 November 2026', 'Orders | Sales | Returns', '184 | 12,480.60 USD | 3', 'SO-2071 | Paid'], 184],
    [['Orders | 3 Nov to 9 Nov', '#1042 | Paid', '#1041 | Shipped'], undefined],
    [
      ['Date | Orders | Sales', '1 Nov | 12 | 340.00', '2 Nov | 15 | 410.00', '#1041 | Paid', '#1042 | Paid'],
      undefined,
    ],
    [['Total orders: 1,204', 'Order ID: 10042 | Unfulfilled', 'Order ID: 10043 | Unfulfilled'], 1204],
    [['全部订单(128)', '订单编号:4512345678 | 运输中', '订单编号:4512345679 | 待评价'], 128],
    [['我的订单', '共 56 条记录', '1234567890123456789 | 待付款', '1234567890123456790 | 交易完成'], 56],
  ])('is found in %j', (lines, count) => {
    const found = findOrders(rowsOf(...lines));
    expect(found.mark).toBe('FOUND');
    expect(found.count).toBe(count);
  });

  test('is unsure where no more than a menu speaks of orders', () => {
    expect(findOrders(rowsOf('Home', 'Orders', 'Products')).mark).toBe('UNSURE');
  });

  test('is not found in settings', () => {
    expect(findOrders(rowsOf('Settings', 'Language: English', 'Members of staff: 3')).mark).toBe('NOT_FOUND');
  });
});
