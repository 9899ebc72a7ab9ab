import { notFound, type Found } from './finding.ts';
import type { ReadWord } from './read-word.ts';
import { wordsBetween, type TextRow } from './text-row.ts';

const counts =
  /(?<![#\d,.])(\d[\d,]{0,8})\s*(?:new\s|open\s|total\s|paid\s)?orders\b|(?:^|\s)orders\s*[:(]?\s*(\d[\d,]{0,8})(?![\d/.-])|(?:total|number of)\sorders\s*[:：]?\s*(\d[\d,]{0,8})|(?:共|订单(?:总?数|量)\s*[:：]?)\s*(\d[\d,]{0,8})\s*(?:笔|个|单)?(?:订单)?|(\d[\d,]{0,8})\s*(?:笔|个)?订单/iu;
const numbers =
  /(?<![\w#])#\s?\d{3,12}\b|\b(?:order|no\.?)\s?(?:id|no\.?|number)?\s?[:#]?\s?[A-Z]{0,4}-?\d{4,20}\b|(?<!\d)[A-Z]{1,4}[-0]?-?\d{2,6}-?\d{3,10}(?!\d)|(?<![\d.,-])20\d{10,22}(?![\d.,])/gu;
const headings = /\b(?:orders?|order (?:no|number|id|date|status)|sales orders)\b|订单/iu;
const statuses =
  /\b(?:paid|unpaid|fulfilled|unfulfilled|shipped|unshipped|delivered|processing|pending|completed|cancell?ed|refunded|awaiting (?:payment|shipment))\b|已付款|待付款|已发货|待发货|已完成|交易成功|交易关闭|已签收|已取消|已退款|退款成功|待收货/giu;

/**
 * Looks for orders of a store: a heading, order numbers, states and how many there are. Two of these make it found; one alone may
 * stand on any page.
 */
export function findOrders(rows: readonly TextRow[]): Found {
  const heading = firstMatch(rows, headings);
  const numbered = allMatches(rows, numbers);
  const stated = allMatches(rows, statuses);
  const counted = firstMatch(rows, counts);
  const evidence = [heading !== undefined, numbered.length >= 2, stated.length >= 2, counted !== undefined];
  const weight = evidence.filter(Boolean).length;
  if (weight === 0) return notFound;
  const count = counted?.match.slice(1).find((group) => group !== undefined);
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
    ...(count === undefined ? {} : { count: Number(count.replaceAll(',', '')) }),
  };
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
