import { writeAmount, writeDate, type AmountStyle, type DateStyle } from './notations.ts';
import { pageFrame, type Face } from './page-frame.ts';
import type { Missing, Statement } from './statements.ts';

/** Sets a statement as a page. */
export type Layout = (statement: Statement, missing: Missing | undefined) => string;

const closing = (s: Statement) => s.rows.reduce((sum, { amount }) => sum + amount, s.opening);
const outgoing = (s: Statement) => s.rows.reduce((sum, { amount }) => sum + Math.max(-amount, 0), 0);

/** The rows of a statement; without dates when the period is to be missing, without amounts when they are. */
function rowsOf(
  s: Statement,
  missing: Missing | undefined,
  date: DateStyle,
  amount: AmountStyle,
  heads: readonly [string, string, string],
): string {
  const rows = s.rows.map((row) => {
    const day = missing === 'period' ? '' : `<td>${writeDate(row.day, date)}</td>`;
    const sum = missing === 'amount' ? '' : `<td class="r">${writeAmount(row.amount, s.currency, amount)}</td>`;
    return `<tr>${day}<td>${row.text}</td>${sum}</tr>`;
  });
  const [day, text, sum] = heads;
  const headers = `${missing === 'period' ? '' : `<th>${day}</th>`}<th>${text}</th>${missing === 'amount' ? '' : `<th class="r">${sum}</th>`}`;
  return `<table><tr>${headers}</tr>${rows.join('')}</table>`;
}

interface Words {
  readonly face: Face;
  readonly style?: string;
  readonly head: string;
  readonly date: DateStyle;
  readonly rowDate?: DateStyle;
  readonly amount: AmountStyle;
  readonly rowAmount?: AmountStyle;
  readonly heads: readonly [string, string, string];
  readonly period: (from: string, to: string) => string;
  /** The totals, from the texts of opening, incoming, outgoing and closing. */
  readonly totals: (opening: string, incoming: string, outgoing: string, closing: string) => string;
  readonly holder: (name: string, account: string) => string;
  readonly totalsFirst?: boolean;
}

/** Makes a layout of its words. */
export function layoutOf(tongue: 'en' | 'zh', w: Words): Layout {
  return (s, missing) => {
    const money = (amount: number) => writeAmount(amount, s.currency, w.amount);
    const totals =
      missing === 'amount' ? '' : w.totals(money(s.opening), money(s.incoming), money(outgoing(s)), money(closing(s)));
    const period = missing === 'period' ? '' : w.period(writeDate(s.from, w.date), writeDate(s.to, w.date));
    const rows = rowsOf(s, missing, w.rowDate ?? w.date, w.rowAmount ?? 'plain', w.heads);
    const parts = w.totalsFirst ? [totals, rows] : [rows, totals];
    return pageFrame(w.face, tongue, w.style ?? '', [w.head, w.holder(s.name, s.account), period, ...parts].join('\n'));
  };
}

/** A label and its value at both ends of a line. */
export const line = (label: string, value: string) => `<div class="row"><span>${label}</span><b>${value}</b></div>`;
/** A label above its value, in a frame. */
export const card = (label: string, value: string) =>
  `<div style="border:1px solid #ccc;padding:12px;flex:1"><div>${label}</div><b style="font-size:20px">${value}</b></div>`;

/** How banks set their statements. */
export const bankLayouts: Readonly<Record<'en' | 'zh', readonly Layout[]>> = {
  en: [
    layoutOf('en', {
      face: 'sans',
      style: 'h1{color:#0a4}',
      head: '<h1>Harbour Bank</h1><p>12 Quay Street, Portmouth</p>',
      date: 'dayFirst',
      rowDate: 'short',
      amount: 'codeAfter',
      heads: ['Date', 'Description', 'Amount'],
      period: (from, to) => `<p>Statement period: ${from} to ${to}</p>`,
      holder: (name, account) => `<p><b>${name}</b><br>Account number ${account}</p>`,
      totals: (a, b, c, d) =>
        line('Opening balance', a) + line('Total credits', b) + line('Total debits', c) + line('Closing balance', d),
    }),
    layoutOf('en', {
      face: 'serif',
      head: '<h2>STADTBANK · Account Statement</h2>',
      date: 'dots',
      amount: 'european',
      rowAmount: 'european',
      heads: ['Booking date', 'Details', 'Value'],
      period: (from, to) => `<p>Period ${from} - ${to}</p>`,
      holder: (name, account) =>
        `<table><tr><td>Account holder</td><td>${name}</td></tr><tr><td>IBAN</td><td>DE44 ${account}</td></tr></table>`,
      totals: (a, b, c, d) =>
        `<p>${line('Balance brought forward', a)}${line('Sum of incoming payments', b)}${line('Sum of outgoing payments', c)}${line('New balance', d)}</p>`,
    }),
    layoutOf('en', {
      face: 'mono',
      style: 'body{font-size:13px}',
      head: '<div>FIRST NATIONAL BANK                STATEMENT OF ACCOUNT</div><hr>',
      date: 'iso',
      amount: 'codeBefore',
      heads: ['DATE', 'PARTICULARS', 'AMOUNT'],
      period: (from, to) => `<div class="row"><span>FROM ${from}</span><span>TO ${to}</span></div><hr>`,
      holder: (name, account) => `<div>CUSTOMER: ${name.toUpperCase()}</div><div>A/C NO: ${account}</div>`,
      totals: (a, b, c, d) =>
        `<hr>${line('BALANCE B/F', a)}${line('TOTAL DEPOSITS', b)}${line('TOTAL WITHDRAWALS', c)}${line('BALANCE C/F', d)}`,
    }),
    layoutOf('en', {
      face: 'sans',
      totalsFirst: true,
      style: '.cards{display:flex;gap:12px;margin:16px 0}body{background:#f7f8fb}',
      head: '<h2 style="color:#5533cc">neo.bank</h2>',
      date: 'monthFirst',
      rowDate: 'slashes',
      amount: 'sign',
      heads: ['Day', 'What', 'Amount'],
      period: (from, to) => `<p>${from} – ${to}</p>`,
      holder: (name, account) => `<h3>${name}</h3><p>Business account ${account}</p>`,
      totals: (_, b, c, d) =>
        `<div class="cards">${card('Money in', b)}${card('Money out', c)}${card('Closing balance', d)}</div>`,
    }),
  ],
  zh: [
    layoutOf('zh', {
      face: 'sans',
      head: '<h1>东海银行</h1><h3>账户对账单</h3>',
      date: 'chinese',
      rowDate: 'iso',
      amount: 'sign',
      heads: ['日期', '摘要', '金额'],
      period: (from, to) => `<p>对账期间:${from}至${to}</p>`,
      holder: (name, account) => `<p>户名:${name}<br>账号:${account}</p>`,
      totals: (a, b, c, d) => line('期初余额', a) + line('收入合计', b) + line('支出合计', c) + line('期末余额', d),
    }),
    layoutOf('zh', {
      face: 'serif',
      head: '<h2 style="text-align:center">商业银行交易明细</h2>',
      date: 'iso',
      amount: 'codeBefore',
      heads: ['交易日期', '交易摘要', '交易金额'],
      period: (from, to) => `<p class="row"><span>起始日期:${from}</span><span>截止日期:${to}</span></p>`,
      holder: (name, account) =>
        `<table><tr><td>账户名称</td><td>${name}</td></tr><tr><td>银行账号</td><td>${account}</td></tr></table>`,
      totals: (_, b, c, d) =>
        `<table><tr><td>借方合计</td><td>${c}</td></tr><tr><td>贷方合计</td><td>${b}</td></tr><tr><td>余额</td><td>${d}</td></tr></table>`,
    }),
  ],
};

/** How stores' payment services set theirs. */
export const flowLayouts: Readonly<Record<'en' | 'zh', readonly Layout[]>> = {
  en: [
    layoutOf('en', {
      face: 'sans',
      head: '<h2>Statement of store flow</h2>',
      date: 'dayFirst',
      rowDate: 'iso',
      amount: 'codeAfter',
      heads: ['Date', 'Payout', 'Amount'],
      period: (from, to) => `<p>Period: ${from} to ${to}</p>`,
      holder: (name) => `<p>${name}</p>`,
      totals: (_, b, c) => line('Fees', c) + line('Total sales', b),
    }),
    layoutOf('en', {
      face: 'sans',
      totalsFirst: true,
      style: '.cards{display:flex;gap:12px;margin:16px 0}',
      head: '<h2>Payouts</h2>',
      date: 'short',
      amount: 'sign',
      heads: ['Date', 'Reference', 'Net'],
      period: (from, to) => `<p>From ${from} until ${to}</p>`,
      holder: (name) => `<h3>${name}</h3>`,
      totals: (_, b, c) => `<div class="cards">${card('Total revenue', b)}${card('Refunds', c)}</div>`,
    }),
  ],
  zh: [
    layoutOf('zh', {
      face: 'sans',
      head: '<h2>店铺流水</h2>',
      date: 'chineseDots',
      rowDate: 'iso',
      amount: 'yuan',
      heads: ['日期', '说明', '金额'],
      period: (from, to) => `<p>统计时间:${from} - ${to}</p>`,
      holder: (name) => `<p>店铺名称:${name}</p>`,
      totals: (_, b, c) => line('支出总额', c) + line('成交总额', b),
    }),
    layoutOf('zh', {
      face: 'serif',
      totalsFirst: true,
      style: '.cards{display:flex;gap:12px;margin:16px 0}',
      head: '<h2>资金账单</h2>',
      date: 'chinese',
      rowDate: 'iso',
      amount: 'sign',
      heads: ['时间', '类型', '金额'],
      period: (from, to) => `<p>${from}~${to}</p>`,
      holder: (name) => `<h3>${name}</h3>`,
      totals: (_, b, c) => `<div class="cards">${card('总收入', b)}${card('总支出', c)}</div>`,
    }),
  ],
};
