import type { Money } from '../policy.ts';
import { CURRENCY, currencyOf, type NamedCurrency } from './currencies.ts';

/** An amount as it stands in a text, from `start` to before `end`. */
export interface WrittenAmount {
  readonly start: number;
  readonly end: number;
  /** In whole units of the currency, without its sign. */
  readonly value: number;
  /** What stands beside it; undefined when nothing does. */
  readonly named: NamedCurrency | undefined;
  /** Whether it has a fraction, a separator, a scale or a currency: a plain number may be anything. */
  readonly isMoney: boolean;
  /** Whether it is more than a count with separators. */
  readonly isSurelyMoney: boolean;
  /** Whether it is what went out: `-1.00`, `(1.00)`, `1.00-`, `1.00 DR`. */
  readonly isNegative: boolean;
  /** What its separators say: only in some countries `1.234,50` is written so. Broken ones were misread. */
  readonly notation: 'POINT' | 'COMMA' | 'EITHER' | 'BROKEN';
}

const NUMBER =
  "\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,2})?|\\d{1,3}(?:[,.'’; ]\\d{3})+(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:\\s?[.,]\\d{1,2}(?!\\d))?";
const SCALE = '\\s?(?:万|亿|lakhs?\\b|lacs?\\b|crores?\\b|million\\b|thousand\\b|mn\\b|bn\\b)|[km]\\b';
const pattern = new RegExp(
  `(?<minus>[-−–(]\\s?)?(?:(?<before>${CURRENCY})\\s?)?(?<inner>[-−+]\\s?)?(?<![\\d.,#/;]|\\d[-':])(?<number>${NUMBER})(?![\\d/]|[.,;:'-]\\d|\\s?[%％])` +
    `(?<scale>${SCALE})?(?:\\s?(?<after>${CURRENCY})(?!\\s?\\d))?(?<tail>\\s?-(?!\\s?[\\d\\p{L}$€£¥])|\\)|\\s?DR\\b)?`,
  'giu',
);
const scales: readonly (readonly [RegExp, number])[] = [
  [/万/u, 10_000],
  [/亿/u, 100_000_000],
  [/la[ck]/iu, 100_000],
  [/crore/iu, 10_000_000],
  [/^m/iu, 1_000_000],
  [/^bn/iu, 1_000_000_000],
  [/^[kt]/iu, 1000],
];
/** Currencies whose minor unit is the whole. */
const whole = new Set(['JPY', 'KRW', 'VND']);
/** Their amounts are written with a comma before the fraction in most countries. */
const withComma = new Set(['EUR', 'PLN', 'SEK', 'NOK', 'DKK', 'BRL', 'CZK', 'HUF', 'RON', 'TRY', 'IDR', 'VND']);

/** The amounts that are written in a text, in order. */
export function findAmounts(text: string): WrittenAmount[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { minus = '', before, inner = '', number = '', scale = '', after, tail = '' } = match.groups ?? {};
    const read = readNumber(number);
    const factor = scales.find(([word]) => word.test(scale.trim()))?.[1] ?? 1;
    const value = Math.round(read.value * factor * 100) / 100;
    if (!Number.isSafeInteger(Math.round(value * 100))) return [];
    const named = currencyOf(after) ?? currencyOf(before);
    const isSurelyMoney = named !== undefined || read.hasFraction || scale !== '';
    // A dash with room on both sides parts a label from its value.
    const hasMinus = /^[-−]$/u.test(minus) || /^[-−]$/u.test(inner);
    const isNegative = hasMinus || (minus.startsWith('(') && tail === ')') || /-|dr/iu.test(tail);
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        value,
        named,
        isMoney: isSurelyMoney || read.isGrouped,
        isSurelyMoney,
        isNegative,
        notation: read.notation,
      },
    ];
  });
}

/** An amount in minor units of a currency; in hundredths when that is not known. */
export function inMinorUnits({ value }: Pick<WrittenAmount, 'value'>, currency: string | null): number {
  return Math.round(value * (currency !== null && whole.has(currency) ? 1 : 100));
}

/** Whether a notation does not go with a currency, as when `€` was read as `£`, or a comma as a point. */
export function isDoubtful({ notation }: Pick<WrittenAmount, 'notation'>, currency: string | null): boolean {
  return notation === 'BROKEN' || (notation === 'COMMA' && currency !== null && !withComma.has(currency));
}

/** An amount in a currency, written for people: `12,345.67 USD`. */
export function sayMoney({ amount, currency }: Money): string {
  const digits = whole.has(currency) ? 0 : 2;
  const value = amount / 10 ** digits;
  return `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`;
}

/**
 * `12,345.67`, `12.345,67`, `12 345,67`, `1,23,456.00`, `12345.6`: the last separator is the fraction's when one or two digits
 * follow it.
 */
function readNumber(number: string) {
  const [, body = number, fraction = '', digits = ''] = /^(.*?)(?:\s?([.,])(\d{1,2}))?$/u.exec(number) ?? [];
  const plain = body.replaceAll(/[,.'’; ]/gu, '');
  const hasComma = fraction === ',' || (fraction === '' && body.includes('.'));
  const notation: WrittenAmount['notation'] = body.includes(';')
    ? 'BROKEN'
    : hasComma
      ? 'COMMA'
      : plain === body && fraction === ''
        ? 'EITHER'
        : 'POINT';
  return {
    value: Number(`${plain}.${digits || '0'}`),
    hasFraction: fraction !== '',
    isGrouped: plain !== body,
    notation,
  };
}
