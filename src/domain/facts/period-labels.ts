/** Words for what a statement covers. */
const label =
  /period|statement|cycle|month|quarter|activity|summary|date\srange|dates?\sselected|range|report(?:ing)?\b|covering|covered|for the|transactions?\s(?:for|from|between|dates?)|(?:sales|payouts?|account|earnings|history|orders)\s(?:for|from|between)|\b(?:from|between)\b|\bpayouts?\b|\bsales\b|\btakings\b|opening\s?\/\s?closing|期间|周期|账期|月份|月度|季度|对账|对帐|账单|帐单|统计|时间段|起止|时间范围|日期范围|查询|区间|交易日期|交易时间|结算期|所属期|明细|流水|报表|经营|营业|报告期|[自从]\s*$/iu;

/** What is said of other days: until when something is valid, what it is compared with, when it was printed. */
const other =
  /valid|expir|promo|offer|lease|contract|warranty|insur|previous|prior|compar|versus|\bvs\b|last\s(?:period|month|year)|print|issued|generated|created|downloaded|due|since|opened|account\sopen|established|joined|incorporat|regist|founded|holiday|closed\s(?:from|between)|forecast|next|有效|活动|优惠|合同|租期|保修|保险|上期|上月|同比|环比|对比|打印|出具|制表|生成|导出|成立|注册|开户|到期|还款|营业期限|经营期限|放假|下期/iu;

/** Whether a text names what a statement covers. */
export function isPeriodLabel(text: string): boolean {
  return label.test(text);
}

/** Whether a text speaks of days that are not those of the statement. */
export function isOfOtherDays(text: string): boolean {
  return other.test(text);
}

const START =
  /(?:^|[\s:(,;|])(?:(?:statement|period|billing|cycle|report|transaction|activity|query|search)?\s?(?:period\s|cycle\s)?(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|opening|first)\s?(?:date|day|on|time)?|(?:\w+\s)?(?:from|since)(?:\s?date)?|date\s(?:from|start)|between)\s?[:：]?\s*[[(]?$|(?:起始|开始|起|始)(?:交易)?(?:日期?|时间|日)?\s?[:：]?\s*[[(]?$|[自从]\s?$/iu;
const END =
  /(?:^|[\s:(,;|\])-])(?:(?:statement|period|billing|cycle|report|transaction|activity|query|search)?\s?(?:period\s|cycle\s)?(?:end(?:s|ed|ing)?|clos(?:e|es|ing)|last|final)\s?(?:date|day|on|time)?|(?:\w+\s)?(?:to|until|till|through|thru|up\sto)(?:\s?date)?|date\s(?:to|end)|and)\s?[:：]?\s*[[(]?$|(?:截止|截至|结束|终止|终|止)(?:交易)?(?:日期?|时间|日)?\s?[:：]?\s*[[(]?$|[至到]\s?[:：]?\s*$/iu;

/** Whether a text ends with a label of a first, or of a last day. */
export function endLabelled(text: string): 'START' | 'END' | undefined {
  return START.test(text) ? 'START' : END.test(text) ? 'END' : undefined;
}
