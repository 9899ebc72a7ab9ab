import { cellsBelow } from './column.ts';
import { notFound, type Found } from './finding.ts';
import type { ReadWord } from './read-word.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

const counts =
  /(?<![#\d,.])(\d[\d,]{0,8})\s*(?:new\s|open\s|total\s|paid\s|completed\s|fulfilled\s|sales\s)?orders\b|(?:^|\s)(?:all\s)?orders\s*[:(]?\s*(\d[\d,]{0,8})(?![\d,/.-]|\s*(?:to|–|—|~|至|年|月)|\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|(?:total|number of|no\. of)\s(?:sales\s)?orders\s*[:：]?\s*(\d[\d,]{0,8})|\border(?:s|\s)?(?:count|volume|total)\s*[:：]?\s*(\d[\d,]{0,8})(?![\d/.-])|(?:共|全部订单|所有订单|总订单数?|订单(?:总?数|总?量)\s*[:：]?)\s*[:：(]?\s*(\d[\d,]{0,8})\s*(?:笔|个|单|条)?(?:订单|记录)?|(\d[\d,]{0,8})\s*(?:笔|个|条|单)?订单/iu;
const labels = /(?<=^| {2})(?:(?:all|total|new)\s)?orders(?=$| {2})|(?<=^| {2})订单(?:总?数|总?量)(?=$| {2})/giu;
const plain = /^\d[\d,]{0,8}$/u;
/** How far beneath its label a count may stand, in heights of the label. */
const NEAR = 5;
/** Where another number follows beneath, it is a list of days or goods. */
const LIST = 9;
const numbers =
  /(?<![\w#])#\s?[A-Z]{0,4}-?\d{3,12}\b|\b(?:order|no\.?)\s?(?:id|no\.?|number)?\s?[:#]?\s?[A-Z]{0,4}-?\d{4,20}\b|(?<!\d)[A-Z]{1,4}[-0]?-?\d{2,6}-?\d{3,10}(?!\d)|(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])|(?<![\d-])\d{2}-\d{5}-\d{5}(?![\d-])|(?<=订单(?:编)?号\s*:?\s*)[A-Z]{0,4}\d{6,24}|(?<![\d.,-])20\d{10,22}(?![\d.,])|(?<![\d.,-])\d{17,22}(?![\d.,])/gu;
const headings =
  /\b(?:orders?|order (?:no|number|id|date|status|list|details|history|management)|sales orders|recent orders)\b|订单/iu;
const statuses =
  /\b(?:paid|unpaid|fulfilled|unfulfilled|partially (?:fulfilled|refunded|paid)|shipped|unshipped|ready to ship|to ship|dispatched|in transit|out for delivery|delivered|processing|pending|on hold|completed|cancell?ed|refunded|returned|authori[sz]ed|awaiting (?:payment|shipment|fulfil?lment|pick ?up|collection)|payment (?:pending|received|accepted))\b|已付款|待付款|未付款|已支付|待支付|未支付|已发货|待发货|未发货|部分发货|备货中|运输中|派送中|已完成|待评价|交易成功|交易完成|交易关闭|已关闭|已签收|已揽收|已取消|已退款|退款中|退款成功|售后中|待处理|处理中|待收货|已收货|等待买家付款|买家已付款|卖家已发货/giu;

/**
 * Looks for orders of a store: a heading, order numbers, states and how many there are. Two of these make it found; one alone may
 * stand on any page.
 */
export function findOrders(rows: readonly TextRow[]): Found {
  const heading = firstMatch(rows, headings);
  const numbered = allMatches(rows, numbers);
  const stated = allMatches(rows, statuses);
  const counted = countBeside(rows) ?? countBelow(rows);
  const evidence = [heading !== undefined, numbered.length >= 2, stated.length >= 2, counted !== undefined];
  const weight = evidence.filter(Boolean).length;
  if (weight === 0) return notFound;
  const words = [
    ...(heading?.words ?? []),
    ...(counted?.words ?? []),
    ...numbered.slice(0, 3).flat(),
    ...stated.slice(0, 3).flat(),
  ];
  return {
    // A heading alone is part of every store's menu.
    mark: weight >= 2 && (numbered.length >= 2 || counted !== undefined) ? 'FOUND' : 'UNSURE',
    words: [...new Set(words)],
    ...(counted === undefined ? {} : { count: Number(counted.count.replaceAll(',', '')) }),
  };
}

/** A count in a line with its label: `184 orders`. */
function countBeside(rows: readonly TextRow[]) {
  const found = firstMatch(rows, counts);
  const count = found?.match.slice(1).find((group) => group !== undefined);
  return found === undefined || count === undefined ? undefined : { words: found.words, count };
}

/** A count that stands alone beneath its label, as on a card: `Orders` over `184`. */
function countBelow(rows: readonly TextRow[]) {
  for (const label of allMatches(rows, labels)) {
    const [first, ...further] = cellsBelow(label, rows)
      .filter(({ below }) => below < LIST)
      .map((cell) => ({ ...cell, count: cell.words.map(({ text }) => text).join(' ') }));
    if (first === undefined || first.below > NEAR || !plain.test(first.count)) continue;
    if (further.some(({ count }) => plain.test(count))) continue;
    return { words: [...label, ...first.words], count: first.count };
  }
  return undefined;
}

function firstMatch(rows: readonly TextRow[], pattern: RegExp) {
  for (const row of rows) {
    const match = pattern.exec(row.text);
    if (match !== null) return { match, words: wordsBetween(row, match.index, match.index + match[0].length) };
  }
  return undefined;
}

function allMatches(rows: readonly TextRow[], pattern: RegExp): ReadWord[][] {
  return rows.flatMap((row) =>
    [...row.text.matchAll(pattern)].map((match) => wordsBetween(row, match.index, match.index + match[0].length)),
  );
}
