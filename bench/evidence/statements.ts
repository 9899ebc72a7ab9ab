import type { MaterialKind } from '../../src/domain/material.ts';
import type { BenchDocument, Truth } from './document.ts';
import { companyName, otherName, storeName, type Tongue } from './names.ts';
import { createRandom, type Random } from './random.ts';
import { bankLayouts, flowLayouts } from './statement-layouts.ts';
import { unseenBankLayouts, unseenFlowLayouts } from './unseen-layouts.ts';

/** What a statement tells. */
export interface Statement {
  readonly name: string;
  readonly account: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly rows: readonly { readonly day: string; readonly text: string; readonly amount: number }[];
  readonly opening: number;
  /** All that came in, which may be other than the sum of the rows once it was edited. */
  readonly incoming: number;
}

/** What of a statement is left out, so that a fact is not there; or whose name it bears instead. */
export type Missing = 'period' | 'amount' | 'name';

/** What was edited of a statement that somebody else had handed in. */
export type Edit = 'amount' | 'name' | 'period';

/** How to draw a statement. */
export interface StatementRecipe {
  readonly seed: string;
  readonly kind: Extract<MaterialKind, 'BANK_STATEMENT' | 'STORE_FLOW_STATEMENT'>;
  readonly tongue: Tongue;
  readonly layout: number;
  readonly missing?: Missing | undefined;
  readonly edit?: Edit;
  /** Set as no statement is on which the finders were corrected. */
  readonly isUnseen?: boolean;
  /** The next month of the same company: same account, other rows. */
  readonly nextMonth?: boolean;
}

/** Draws a statement, the same for the same recipe. An edited one equals its original but for what was edited. */
export function drawStatement(recipe: StatementRecipe): BenchDocument {
  const { seed, kind, tongue, missing, edit } = recipe;
  const random = createRandom(seed);
  const isBank = kind === 'BANK_STATEMENT';
  const drawName = () => (isBank ? companyName(random, tongue) : storeName(random, tongue));
  const name = drawName();
  const account = `${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)}`;
  const drawnCurrency = tongue === 'zh' ? 'CNY' : random.pick(['USD', 'EUR', 'GBP']);
  // Who writes amounts with a comma before the cents counts in euro.
  const currency = isBank && tongue === 'en' && recipe.layout % 4 === 1 ? 'EUR' : drawnCurrency;
  const month = random.int(1, 8);
  const drawn = drawMonth(
    recipe.nextMonth ? createRandom(`${seed} next`) : random,
    month + (recipe.nextMonth ? 1 : 0),
    tongue,
    isBank,
  );
  const original: Statement = { name, account, currency, ...drawn };
  const statement =
    edit === undefined ? original : editOf(original, edit, createRandom(`${seed} edit`), tongue, isBank);
  const unseen = isBank ? unseenBankLayouts : unseenFlowLayouts;
  const layouts = (recipe.isUnseen ? unseen : isBank ? bankLayouts : flowLayouts)[tongue];
  const layout = layouts[recipe.layout % layouts.length];
  if (layout === undefined) throw new RangeError('there is no such layout');
  const nameFact = isBank ? ['COMPANY_NAME' as const] : [];
  const claimed = missing === 'name' ? otherName(name, drawName) : statement.name;
  const truth: Truth = {
    ...(missing === 'name' ? {} : { name: statement.name }),
    ...(missing === 'period' ? {} : { period: { from: statement.from, to: statement.to } }),
    ...(missing === 'amount' ? {} : { amount: { amount: statement.incoming, currency } }),
  };
  return {
    id: [seed, edit, recipe.nextMonth ? 'next' : undefined, missing && `no-${missing}`].filter(Boolean).join('-'),
    kind,
    tongue,
    html: layout(statement, missing),
    width: 900,
    truth,
    claims: isBank ? { COMPANY_NAME: claimed } : { STORE_NAME: claimed },
    facts: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT', ...nameFact],
  };
}

function drawMonth(random: Random, month: number, tongue: Tongue, isBank: boolean) {
  const [first, last] = [`2026-${two(month)}`, `2026-${two(month + (isBank ? 0 : random.int(0, 2)))}`];
  const lastDay = new Date(Date.UTC(2026, Number(last.slice(5)), 0)).getUTCDate();
  const texts =
    tongue === 'zh'
      ? ['货款', '转账汇入', '电费', '货款收入', '房租', '工资支出', '手续费']
      : ['Customer payment', 'Card payout', 'Electricity', 'Invoice', 'Rent', 'Wages', 'Bank fee', 'Wholesale order'];
  const days = Array.from({ length: random.int(9, 16) }, () => random.int(2, 27)).toSorted((one, other) => one - other);
  const rows = days.map((day) => ({
    day: `${first}-${two(day)}`,
    text: `${random.pick(texts)} ${random.int(1000, 99999)}`,
    amount: (random.int(0, 2) === 0 ? -1 : 1) * random.int(2_000, 900_000),
  }));
  const incoming = rows.reduce((sum, { amount }) => sum + Math.max(amount, 0), 0);
  return {
    from: `${first}-01`,
    to: `${last}-${two(lastDay)}`,
    rows,
    opening: random.int(100_000, 5_000_000),
    incoming,
  };
}

function editOf(original: Statement, edit: Edit, random: Random, tongue: Tongue, isBank: boolean): Statement {
  switch (edit) {
    case 'amount':
      return { ...original, incoming: original.incoming + random.int(1, 9) * 1_000_000 };
    case 'name':
      return {
        ...original,
        name: otherName(original.name, () => (isBank ? companyName(random, tongue) : storeName(random, tongue))),
      };
    case 'period':
      return { ...original, from: `2026-${two(Number(original.from.slice(5, 7)) + 1)}-01`, to: '2026-11-30' };
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
