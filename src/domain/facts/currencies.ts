/** What a sign, a code or a name says of a currency. */
export interface NamedCurrency {
  /** ISO 4217. */
  readonly currency: string;
  /** Whether other currencies bear the same sign: `$` and `¥` are what the rest of the page says. */
  readonly isVague: boolean;
}

const names: Readonly<Record<string, string>> = {
  US$: 'USD',
  USD$: 'USD',
  美元: 'USD',
  美金: 'USD',
  '€': 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
  'CN¥': 'CNY',
  人民币: 'CNY',
  人民币元: 'CNY',
  RMB: 'CNY',
  'RMB¥': 'CNY',
  CNH: 'CNY',
  元: 'CNY',
  圆: 'CNY',
  HK$: 'HKD',
  港元: 'HKD',
  港币: 'HKD',
  S$: 'SGD',
  SG$: 'SGD',
  新加坡元: 'SGD',
  新币: 'SGD',
  A$: 'AUD',
  AU$: 'AUD',
  澳元: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  加元: 'CAD',
  NZ$: 'NZD',
  NT$: 'TWD',
  新台币: 'TWD',
  MX$: 'MXN',
  R$: 'BRL',
  'JP¥': 'JPY',
  日元: 'JPY',
  '₹': 'INR',
  RS: 'INR',
  'RS.': 'INR',
  卢比: 'INR',
  '₩': 'KRW',
  韩元: 'KRW',
  '฿': 'THB',
  '₱': 'PHP',
  '₫': 'VND',
  RM: 'MYR',
  ZŁ: 'PLN',
  瑞士法郎: 'CHF',
};
const vague: Readonly<Record<string, string>> = { $: 'USD', '¥': 'CNY', '￥': 'CNY', Y: 'CNY', V: 'CNY' };
const families: readonly (readonly string[])[] = [
  ['USD', 'HKD', 'SGD', 'AUD', 'CAD', 'NZD', 'TWD', 'MXN'],
  ['CNY', 'JPY'],
];
const codes =
  'USD|EUR|GBP|CNY|CNH|RMB|HKD|JPY|CHF|CAD|AUD|NZD|SGD|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|MXN|BRL|KRW|TWD|THB|MYR|PHP|IDR|VND|AED|SAR|ZAR|ILS';
const WORDS = '人民币元?|美[元金]|欧元|英镑|港[元币]|新加坡元|新币|澳元|加元|新台币|日元|卢比|韩元|瑞士法郎';

/** What names a currency before or after a number. `¥` is read as `Y` or `V` where it stands right before one. */
export const CURRENCY =
  '(?<![A-Za-z])(?:USD|US|HK|SG|S|AU|A|CA|C|NZ|NT|MX|R)\\$|(?<![A-Za-z])(?:CN|JP|RMB)[¥￥]|[$€£¥￥₹₩฿₱₫]|' +
  `(?<![A-Za-z])[YV](?=\\d)|(?<![A-Za-z])(?:Rs\\.?|RM)(?=\\s?\\d)|(?<=\\d\\s?)zł|${WORDS}|[元圆]|(?<![A-Za-z])(?:${codes})(?![A-Za-z])`;

// 元 is part of names, too: alone it counts beside a number, or as the unit in a heading.
const onPage = new RegExp(CURRENCY.replace('|[元圆]|', '|(?<=[\\d万亿(:/]\\s?)[元圆]|'), 'giu');
const stated = new RegExp(
  `(?:\\bcurrency(?:\\scode)?|币种|货币(?:单位)?|单位|(?:amounts?|figures|values)\\s(?:are\\s|shown\\s|stated\\s)*in)\\s*[:(]?\\s*(${CURRENCY})`,
  'giu',
);

/** What a sign, a code or a name that `CURRENCY` matched says; undefined for none. */
export function currencyOf(sign: string | undefined): NamedCurrency | undefined {
  if (sign === undefined) return undefined;
  const upper = sign.toUpperCase();
  const shared = vague[upper];
  if (shared !== undefined) return { currency: shared, isVague: true };
  const currency = names[upper] ?? (new RegExp(`^(?:${codes})$`, 'u').test(upper) ? upper : undefined);
  return currency === undefined ? undefined : { currency, isVague: false };
}

/** The currencies that a page names. */
export interface PageCurrencies {
  /** The one that its amounts without any are in: the one that it states, or the only one that it names; null for none or several. */
  readonly only: string | null;
  /** What a sign means on it; null when it may be one currency or another. */
  meaning(named: NamedCurrency): string | null;
}

/** Looks for the currencies of a page's texts. */
export function currenciesOf(texts: readonly string[]): PageCurrencies {
  const said = named(texts, stated, 1);
  const all = named(texts, onPage, 0);
  const plain = new Set(
    (said.length > 0 ? said : all).filter(({ isVague }) => !isVague).map(({ currency }) => currency),
  );
  const meaning = ({ currency, isVague }: NamedCurrency) => {
    const family = isVague ? (families.find((one) => one.includes(currency)) ?? []) : [];
    const [first, second] = family.filter((one) => plain.has(one));
    return second === undefined ? (first ?? currency) : null;
  };
  const meant = new Set((said.length > 0 ? said : all).map(meaning));
  const [only = null] = meant;
  return { only: meant.size === 1 ? only : null, meaning };
}

function named(texts: readonly string[], pattern: RegExp, group: number): NamedCurrency[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].flatMap((match) => currencyOf(match[group]) ?? []));
}
