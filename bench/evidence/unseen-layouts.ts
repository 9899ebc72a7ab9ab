import { card, layoutOf, line, type Layout } from './statement-layouts.ts';

// Set after the finders were finished, and never looked at while they are corrected: whoever corrects a finder on them has to
// draw others.

const grid = (cells: readonly (readonly [string, string])[]) =>
  `<table style="margin:16px 0"><tr>${cells.map(([label]) => `<th class="r">${label}</th>`).join('')}</tr><tr>${cells
    .map(([, value]) => `<td class="r">${value}</td>`)
    .join('')}</tr></table>`;

/** How banks set statements that no finder was corrected on. */
export const unseenBankLayouts: Readonly<Record<'en' | 'zh', readonly Layout[]>> = {
  en: [
    layoutOf('en', {
      face: 'serif',
      totalsFirst: true,
      style: 'h2{border-bottom:3px solid #234}',
      head: '<h2>Meridian Credit Union</h2><p class="row"><span>PO Box 1180, Halifax</span><span>Page 1 of 1</span></p>',
      date: 'monthFirst',
      rowDate: 'short',
      amount: 'sign',
      heads: ['Posted', 'Transaction', 'Amount'],
      period: (from, to) => `<p>Account activity ${from} through ${to}</p>`,
      holder: (name, account) => `<p>Prepared for</p><h3>${name}</h3><p>Member no. ${account}</p>`,
      totals: (a, b, c, d) =>
        grid([
          ['Beginning balance', a],
          ['Deposits and credits', b],
          ['Withdrawals and debits', c],
          ['Ending balance', d],
        ]),
    }),
    layoutOf('en', {
      face: 'sans',
      style: 'body{font-size:12px}th{background:#e6eef5}',
      head: '<div class="row"><b>CASTLE &amp; SONS BANKERS</b><span>Business current account</span></div>',
      date: 'slashes',
      amount: 'codeBefore',
      heads: ['Date', 'Type and reference', 'Value'],
      period: (from, to) => `<p class="row"><span>Date range</span><span>${from} – ${to}</span></p>`,
      holder: (name, account) => `<p>Sort code 20-00-00 &nbsp; Account ${account}<br>${name}</p>`,
      totals: (a, b, c, d) =>
        `<div style="width:50%;margin-left:50%">${line('Start balance', a)}${line('Paid in', b)}${line('Paid out', c)}${line('End balance', d)}</div>`,
    }),
  ],
  zh: [
    layoutOf('zh', {
      face: 'sans',
      totalsFirst: true,
      head: '<h2>企业网上银行 · 账户明细查询</h2>',
      date: 'iso',
      amount: 'yuan',
      heads: ['记账日', '交易说明', '发生额'],
      period: (from, to) => `<p>查询时间段:${from} 至 ${to}</p>`,
      holder: (name, account) => `<p class="row"><span>客户名称:${name}</span><span>账号:${account}</span></p>`,
      totals: (_, b, c, d) =>
        grid([
          ['收入总计', b],
          ['支出总计', c],
          ['账户余额', d],
        ]),
    }),
  ],
};

/** The same of payment services. */
export const unseenFlowLayouts: Readonly<Record<'en' | 'zh', readonly Layout[]>> = {
  en: [
    layoutOf('en', {
      face: 'mono',
      style: 'body{font-size:13px}',
      head: '<h3>SETTLEMENT REPORT</h3>',
      date: 'iso',
      amount: 'codeAfter',
      heads: ['Settled on', 'Batch', 'Amount'],
      period: (from, to) => `<p>Settlement period: ${from} / ${to}</p>`,
      holder: (name) => `<p>Merchant: ${name}</p>`,
      totals: (_, b, c) => `<hr>${line('Gross sales', b)}${line('Refunds and fees', c)}`,
    }),
  ],
  zh: [
    layoutOf('zh', {
      face: 'serif',
      head: '<h2>商家结算单</h2>',
      date: 'chinese',
      rowDate: 'iso',
      amount: 'sign',
      heads: ['结算日期', '批次', '金额'],
      period: (from, to) => `<p>账期:${from} — ${to}</p>`,
      holder: (name) => `<p>商家:${name}</p>`,
      totals: (_, b, c) => `<div style="display:flex;gap:12px">${card('销售总额', b)}${card('退款总额', c)}</div>`,
    }),
  ],
};
