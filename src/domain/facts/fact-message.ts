import type { FactFinding } from './finding.ts';
import type { Fact } from '../material.ts';

const looked: Readonly<Record<Fact, string>> = {
  STORE_NAME: "the store's name",
  ORDER_INFORMATION: 'orders',
  STATEMENT_PERIOD: 'the period that the statement covers',
  STATEMENT_AMOUNT: 'the amount that sums the statement up, with its currency',
  ENTITY_NAME: 'the name of the legal entity',
  COMPANY_NAME: "the company's name",
  ACCOUNT: "the account's name",
  FOLLOWER_COUNT: 'how many follow the account',
};

/** A sentence that a buyer can act on, and that a reviewer understands. It never says that anything is right or wrong. */
export function factMessage({
  fact,
  mark,
  claimed,
  count,
}: Pick<FactFinding, 'fact' | 'mark' | 'claimed' | 'count'>): string {
  const what = looked[fact];
  switch (mark) {
    case 'FOUND':
      return `We could read ${what}.`;
    case 'UNSURE':
      return fact === 'FOLLOWER_COUNT' && count !== undefined && claimed !== null
        ? `We read ${count} followers; ${claimed} were declared. A reviewer will look.`
        : `We are not sure that we could read ${what}. A clearer copy may help; a reviewer will look in any case.`;
    case 'NOT_FOUND':
      return `We could not read ${what}. If it is there, hand the file in all the same, or a clearer copy: a reviewer will look. If it is not, add a file that shows it.`;
  }
}
