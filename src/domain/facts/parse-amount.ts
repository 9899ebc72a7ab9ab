import type { Money } from '../policy.ts';

/** An amount as it stands in a text, from `start` to before `end`. */
export interface WrittenAmount {
  readonly start: number;
  readonly end: number;
  /** In minor units of the currency; of one with hundredths when it is not known. */
  readonly amount: number;
  /** ISO 4217; null when none stands beside it. */
  readonly currency: string | null;
  /** Whether it has a fraction, a separator or a currency: a plain number may be anything. */
  readonly isMoney: boolean;
  /** Whether its notation does not go with its currency, as when `€` was read as `£`. */
  readonly isDoubtful: boolean;
}

const signs: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'CNY',
  '￥': 'CNY',
  Y: 'CNY',
  V: 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  圆: 'CNY',
  HK$: 'HKD',
  '₹': 'INR',
};
const codes = 'USD|EUR|GBP|CNY|HKD|JPY|CHF|CAD|AUD|SGD|INR|SEK|NOK|DKK|PLN|MXN|BRL|KRW|TWD|AED|RMB';
// `¥` is read as `Y` or `V` where it stands before a number.
const SIGN = `US\\$|HK\\$|[$€£¥￥₹]|(?<![A-Za-z])[YV](?=\\d)|元|人民币|(?<![A-Za-z])(?:${codes})(?![A-Za-z])`;
const NUMBER = "\\d{1,3}(?:[,.' ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?";
const pattern = new RegExp(
  `(?:(${SIGN})\\s?)?(?:[-−+]\\s?)?(?<![\\d.,#/-])(${NUMBER})(?![\\d/]|[.,-]\\d)\\s?(万|亿)?(?:\\s?(${SIGN})(?!\\s?\\d))?`,
  'giu',
);
/** Currencies whose minor unit is the whole. */
const whole = new Set(['JPY', 'KRW']);
/** Their amounts are written with a comma before the fraction in most countries. */
const withComma = new Set(['EUR', 'PLN', 'SEK', 'NOK', 'DKK', 'BRL']);

/** The amounts that are written in a text, in order, signs left off. */
export function findAmounts(text: string): WrittenAmount[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [all, before, number = '', myriad, after] = match;
    const currency = currencyOf(after ?? before);
    const read = readNumber(number);
    const scale = myriad === '万' ? 10_000 : myriad === '亿' ? 100_000_000 : 1;
    const amount = Math.round(read.value * scale * (currency !== null && whole.has(currency) ? 1 : 100));
    if (!Number.isSafeInteger(amount)) return [];
    const hasComma = read.fraction === ',';
    const isDoubtful = hasComma && currency !== null && !withComma.has(currency);
    const isMoney = currency !== null || read.fraction !== '' || read.isGrouped;
    return [{ start: match.index, end: match.index + all.length, amount, currency, isMoney, isDoubtful }];
  });
}

/** The currency of a sign or a code; null for none. */
export function currencyOf(sign: string | undefined): string | null {
  if (sign === undefined) return null;
  const upper = sign.toUpperCase();
  return signs[upper] ?? (new RegExp(`^(?:${codes})$`).test(upper) ? upper : null);
}

/** The one currency that a text speaks of; null when it is none or several. */
export function onlyCurrency(texts: readonly string[]): string | null {
  const found = new Set(
    texts.flatMap((text) => [...text.matchAll(new RegExp(SIGN, 'giu'))].map(([sign]) => currencyOf(sign))),
  );
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}

/** An amount in a currency, written for people: `12,345.67 USD`. */
export function sayMoney({ amount, currency }: Money): string {
  const digits = whole.has(currency) ? 0 : 2;
  const value = amount / 10 ** digits;
  return `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`;
}

/** `12,345.67`, `12.345,67`, `12 345,67`, `12345.6`: the last separator is the fraction's when one or two digits follow it. */
function readNumber(number: string): { value: number; fraction: string; isGrouped: boolean } {
  const [, body = number, fraction = '', digits = ''] = /^(.*?)(?:([.,])(\d{1,2}))?$/u.exec(number) ?? [];
  const plain = body.replaceAll(/[,.' ]/gu, '');
  return { value: Number(`${plain}.${digits || '0'}`), fraction, isGrouped: plain !== body };
}
