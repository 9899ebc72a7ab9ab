import { cellAround, type TextRow } from './text-row.ts';

/** How well a label says that its amount sums a statement up; the better ones first. */
export const amountRanks = ['CAME_IN', 'COLUMN', 'NET', 'TOTAL', 'WEAK', 'LEFT'] as const;

/**
 * CAME_IN: all that came in. COLUMN: the head of a list of what came in, whose total may stand beneath. NET: what is left of that.
 * TOTAL: any total. WEAK: words for single payments as well. LEFT: a balance, or a total of which it is not known whether it came in.
 */
export type AmountRank = (typeof amountRanks)[number];

/** A label, from `start` to before `end` of its row's text. */
export interface AmountLabel {
  readonly row: TextRow;
  readonly start: number;
  readonly end: number;
  /** The words around it, which may say more: `Annual revenue of the store`. */
  readonly phrase: { readonly start: number; readonly end: number };
  readonly rank: AmountRank;
}

const IN =
  '(?:credits?(?!\\s(?:card|limit|note))|cr\\.?(?![\\w.])|deposits?|incoming(?:\\s(?:payments?|funds|transfers?|amounts?))?|income|receipts?|received|' +
  'paid[\\s-]?in(?:to)?|transfers?\\sin|money[\\s-]?in|cash[\\s-]?in|payments?[\\s-]in|(?:cash\\s)?inflows?|payments?\\sreceived|funds\\s(?:received|in)|' +
  'amounts?\\s(?:received|credited|deposited|collected)|lodge?ments?|pay-?ins?|sales|revenues?|turnover|earnings?|earned|proceeds|' +
  'collections?|collected|takings|additions|credited|deposited|transaction\\svolume|(?:payment|processing|processed|sales)\\svolume|volume)';
const OF =
  '\\s(?:(?:of|all|the|your|amount|value|customer|account|bank|online|store|shop|order|product|gross|card|cash|other|new)\\s){0,3}';
const OUT_OF = '(?:payouts?|pay-?outs?|settlements?|settled|disbursements?|paid\\sout|transferred)';

/** Han characters stand apart in headings and forms: 合 计. */
const spaced = (source: string) => source.replaceAll(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '\\s?');
const labelled = (...sources: readonly string[]) => new RegExp(spaced(sources.join('|')), 'giu');

const patterns: readonly (readonly [AmountRank, RegExp])[] = [
  [
    'CAME_IN',
    labelled(
      `\\b(?:grand\\s)?(?:totals?|sum|gross|overall|aggregate|cumulative)${OF}${IN}\\b`,
      `\\b${IN}\\s(?:in\\s)?total\\b`,
      '\\b(?:amounts?|payments?|money|funds|credits?|deposits|transfers)\\s(?:received|credited|collected)\\b|\\b(?:funds|transfers?)\\sin\\b|\\bpaid\\sinto\\s(?:your\\s)?account\\b',
      '\\b(?:total|amount)\\sin\\b(?!\\s(?:[a-z]{3}\\b|words))',
      '\\b(?:money|paid|cash|payments?)[\\s-]in\\b',
      '\\bdeposits\\s(?:and|&)\\s(?:other\\s)?(?:additions|credits)\\b',
      '\\b(?:credit|sales|annual|monthly|business)\\sturnover\\b|\\b(?:revenue|turnover)\\b|\\bcash\\sinflows?\\b|\\btakings\\b',
      '\\bgross\\s(?:merchandise\\s(?:value|volume)|volume|amount|payments?|takings)\\b|\\bGMV\\b|\\bGTV\\b',
      '(?:收入|贷方|贷记|进账|进帐|入账|入帐|收款|转入|存入|汇入|来账|到账|回款|流入|进项)(?:总计|合计|总额|总金额|金额合计|总数|累计|共计|发生额|合计金额|累计金额|累计发生额|交易总额)',
      '(?:总|累计|合计|共计|全部|本期|本月)(?:收入|贷方|进账|进帐|入账|入帐|收款|转入|存入|汇入|流入|回款|营收)(?:发生额|金额|总额|合计)?',
      '收入金额|贷方发生额|存入金额|收款金额|入账金额|进账金额|转入金额',
      '(?:成交|交易|销售|订单|支付|营业|结算|商品|收单|消费)(?:总额|总金额|金额合计|金额总计|额合计|合计|总计|总流水|总收入|总计金额|合计金额|流水合计)',
      '(?:总|累计)(?:成交|交易|销售|营业|支付|订单|流水)(?:金额|额)|成交金额|销售金额|销售额|销售收入|成交额|营业额|营业收入|营业总收入|营收|实收(?:金额|总额|合计)|流水(?:总计|合计|总额|金额)|总流水|交易流水总额',
    ),
  ],
  [
    'NET',
    labelled(
      `\\bnet${OF}(?:${IN}|${OUT_OF}|amount)\\b`,
      `\\b(?:grand\\s)?(?:total|sum)${OF}${OUT_OF}\\b(?!\\sto\\b)`,
      `\\b(?:payout|settlement)\\s(?:total|amount)\\b|\\bamount\\s(?:paid\\sout|settled)\\b|\\btotal\\spaid\\sout\\b`,
      '净(?:收入|销售额|额|流入|入账)|(?:结算|到账|打款|提现|入账)(?:总额|总金额|合计|总计)|(?:结算|到账)金额',
    ),
  ],
  [
    'LEFT',
    labelled(
      '\\btotal\\s(?:payments?|transactions?|transfers?|movements?|amount\\sdue|due|assets?|savings|portfolio)\\b',
      '\\b(?:closing|ending|final|new|current|available|end(?:ing)?\\sof\\s(?:day|period))\\s(?:ledger\\s)?(?:bal(?:ance)?\\b)|\\bbalance\\s?(?:c\\/[fd]|carried\\s(?:forward|down)|(?:at|on|as\\s(?:at|of))\\b)',
      '期[末未]余|期[末未]结余|本期余额|账户余额|当前余额|可用余额|结余|余额',
    ),
  ],
  [
    'TOTAL',
    labelled('\\b(?:grand\\s|overall\\s)?totals?\\b|\\bsum\\stotal\\b', '合计|总计|总额|共计|总金额|累计金额|累计'),
  ],
  [
    'WEAK',
    labelled(
      '\\b(?:(?:total|your|all|net|gross|cash|card|store|online|(?:ordered\\s)?product)\\s)*(?:sales|income|deposits|credits|receipts|earnings|inflow|proceeds|collections|payouts?|settlements?|received|incoming(?:\\s(?:payments|transfers|funds))?|additions|order\\svalue|processed\\svolume|deposits\\s?\\/\\s?credits|(?:settled|captured)\\samount)\\b',
      '(?:店铺|门店|商家|商户|交易|期间|账户|平台|经营|资金|营业)?(?:收入|流入|实收|进账|收款|到账|贷方|流水)(?:额|小计|汇总|金额)?|实际到账|交易金额|支付(?:成功)?金额|订单金额|打款金额|清算金额|应结金额',
    ),
  ],
];

const column = labelled(
  '\\b(?:credits?|deposits?|receipts?|(?:paid|money|cash|payments?)[\\s-]?in|income|inflows?|cr|sales|revenue|turnover|takings|earnings)\\b',
  '收入|贷方|存入|进账|入账|转入|流入|收款|销售额|成交额|营业额',
  '\\b(?:credit|deposit)\\samount\\b|(?:收入|贷方|存入|进账|入账|转入|收款)(?:金额|发生额)',
);

/** What is no sum of what came in although it looks like one. */
const unwanted = new RegExp(
  spaced(
    '\\b(?:opening|starting|beginning|initial|brought\\sforward|b\\/f|previous|prior|last\\s(?:month|year|week|period|statement)|yesterday|outgoings?|withdraw\\w*|debits?|dr|' +
      'fees?|charges?|commissions?|refund\\w*|returns?|chargebacks?|disputes?|(?:money|cash|payments?)[\\s-]out|paid[\\s-]out\\sto|paid\\sout(?=\\sby)|outflows?|' +
      'tax(?:es)?|vat|gst|cgst|sgst|igst|tds|spen[dt]|spending|expens\\w*|expenditure|costs?|purchases?|discounts?|coupons?|tips?|shipping|postage|owed|payables?|overdue|' +
      'minimum|limit|overdraft|interest|reserves?|pending|held|on\\shold|averages?|avg|per\\s(?:order|day|transaction|customer)|target|budget|forecast|projected|goal|' +
      'orders?(?!\\s(?:value|amount|revenue|sales))|visitors?|sessions|items?|pages?|units|number\\sof|no\\.\\sof|count)\\b|' +
      '期初|上期|上月|上年|去年|昨日|承前|支出|借方|转出|支取|取出|流出|出账|付款(?!金额)|手续费|服务费|佣金|费用|退款|退货|优惠|折扣|运费|税|应付|欠款|贷款|平均|客单价|冻结|待结算|待入账|在途|预计|目标|笔数|订单数|件数|人数|访客',
  ),
  'iu',
);

/** Whether a text names something that is no sum of what came in. */
export function isUnwanted(text: string): boolean {
  return unwanted.test(text);
}

/** Whether another label stands in a text. */
export function holdsLabel(text: string): boolean {
  return patterns.some(([rank, pattern]) => rank !== 'WEAK' && text.search(pattern) >= 0);
}

/** The labels of a row; one that is part of a better one, or of something unwanted, does not count. */
export function labelsIn(row: TextRow): AmountLabel[] {
  const found: AmountLabel[] = [];
  for (const [rank, pattern] of patterns) {
    for (const match of row.text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const isTaken = found.some((one) => one.start < end && start < one.end);
      const phrase = phraseAround(row.text, start, end);
      if (isTaken || isUnwanted(row.text.slice(phrase.start, phrase.end))) continue;
      if (rank === 'WEAK' && !isAlone(row.text, start, end)) continue;
      found.push({ row, start, end, phrase, rank });
    }
  }
  for (const match of row.text.matchAll(column)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (isAlone(row.text, start, end)) found.push({ row, start, end, phrase: { start, end }, rank: 'COLUMN' });
  }
  return found;
}

/** Whether a row sums up what stands above it. */
export function isTotalRow({ text }: TextRow): boolean {
  return /^\W{0,2}(?:(?:grand|overall|statement|period)\s)?totals?\b|^\W{0,2}(?:本期|本页|本月)?(?:合\s*计|总\s*计|共\s*计)/iu.test(
    text,
  );
}

/** Whether a row heads a list of payments: one of its columns says when, or what for. */
export function isListHead({ text }: TextRow): boolean {
  return /\b(?:date|day|description|details|particulars|narrative|narration|reference|remarks|cheque|status)\b|日期|时间|摘要|说明|类型|用途|对方|备注|状态/iu.test(
    text,
  );
}

const PHRASE_END = /[\d;,。|]/u;

/** The words around a label: up to the end of its cell, a digit, or a mark that ends a phrase. */
function phraseAround(text: string, start: number, end: number) {
  const cell = cellAround(text, start, end);
  let [from, to] = [start, end];
  while (from > cell.start && !PHRASE_END.test(text[from - 1] ?? '')) from -= 1;
  while (to < cell.end && text[to] !== ':' && !PHRASE_END.test(text[to] ?? '')) to += 1;
  while (text[from] === ' ') from += 1;
  while (text[to - 1] === ' ') to -= 1;
  return { start: from, end: to };
}

/** Whether nothing else stands in a label's cell but what it counts, a currency, or its value. */
function isAlone(text: string, start: number, end: number): boolean {
  return (
    /(?:^| {2}|[;,。|])\s*$/u.test(text.slice(0, start)) &&
    /^\s?(?:\([^)]{0,8}\))?\s?(?:$| {2}|[:(]|,?\s?(?:[$€£¥₹]|[A-Z]{3}\b)|\d[\d,]*笔)/u.test(text.slice(end))
  );
}
