import type { FactFinding, StatementPeriod } from '../facts/finding.ts';
import { sayMoney } from '../facts/parse-amount.ts';
import type { Fact } from '../material.ts';

/** In which way a material is like one of another member. */
export const resemblanceKinds = ['EXACT_COPY', 'EDITED_COPY'] as const;

/** One way. */
export type ResemblanceKind = (typeof resemblanceKinds)[number];

/** What two materials that resemble each other say differently. */
export interface ResemblanceDifference {
  readonly fact: Fact;
  readonly here: string;
  readonly there: string;
}

const names: ReadonlySet<Fact> = new Set(['STORE_NAME', 'COMPANY_NAME', 'ENTITY_NAME', 'ACCOUNT']);

/**
 * Where two readings differ in a name, an amount, a period or a count, in the order of `here`. What was found in one of them alone
 * is left out: it may just be illegible in the other.
 */
export function differencesBetween(
  here: readonly FactFinding[],
  there: readonly FactFinding[],
): ResemblanceDifference[] {
  return here.flatMap((finding) => {
    const other = there.find(({ fact }) => fact === finding.fact) ?? there.find((one) => areNames(one, finding));
    const [mine, theirs] = [valueOf(finding), other && valueOf(other)];
    return mine && theirs && mine !== theirs ? [{ fact: finding.fact, here: mine, there: theirs }] : [];
  });
}

function areNames(one: FactFinding, other: FactFinding): boolean {
  return names.has(one.fact) && names.has(other.fact);
}

function valueOf({ fact, words, amount, period, count }: FactFinding): string | undefined {
  if (amount) return sayMoney(amount);
  if (period) return sayPeriod(period);
  if (count !== undefined) return String(count);
  return names.has(fact) && words.length > 0 ? words.map(({ text }) => text).join(' ') : undefined;
}

/** A period, written for people: `2026-07-01 to 2026-07-31`. */
export function sayPeriod({ from, to }: StatementPeriod): string {
  return `${from} to ${to}`;
}

/** A sentence for a reviewer: what it means, and that it proves nothing. */
export function resemblanceMessage(kind: ResemblanceKind, differences: readonly ResemblanceDifference[]): string {
  if (kind === 'EXACT_COPY') return 'Another member handed in this very file. Look at both before you decide.';
  const differing = differences.map(({ fact }) => factWords[fact]).join(', ');
  return differences.length === 0
    ? 'Another member handed in a file with nearly the same text. Look at both before you decide.'
    : `Another member handed in a file with nearly the same text, but another ${differing}. Look at both before you decide: a figure may have been misread.`;
}

const factWords: Readonly<Record<Fact, string>> = {
  STORE_NAME: 'store name',
  ORDER_INFORMATION: 'number of orders',
  STATEMENT_PERIOD: 'period',
  STATEMENT_AMOUNT: 'amount',
  ENTITY_NAME: 'entity name',
  COMPANY_NAME: 'company name',
  ACCOUNT: 'account',
  FOLLOWER_COUNT: 'number of followers',
};
