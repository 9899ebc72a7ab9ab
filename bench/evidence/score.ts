import { distance } from 'fastest-levenshtein';
import { findFacts } from '../../src/domain/facts/find-facts.ts';
import type { FactFinding } from '../../src/domain/facts/finding.ts';
import type { Fact } from '../../src/domain/material.ts';
import type { Exhibit } from './corpus.ts';
import type { Truth } from './document.ts';
import type { Reading } from './readings.ts';

/** What one finding was worth. */
export interface Score {
  readonly exhibit: Exhibit;
  readonly fact: Fact;
  readonly mark: FactFinding['mark'];
  /** Whether the fact is on the page at all. */
  readonly isThere: boolean;
  /** Whether what was found is what is there. */
  readonly isRight: boolean;
}

/** Holds what is found in a reading against what was drawn. */
export function scoresOf(exhibit: Exhibit, reading: Reading): Score[] {
  const { facts, claims, truth } = exhibit.document;
  return findFacts(reading.words, facts, claims, distance).map((finding) => {
    const expected = expectedOf(finding.fact, truth);
    return {
      exhibit,
      fact: finding.fact,
      mark: finding.mark,
      isThere: expected !== undefined,
      isRight: expected !== undefined && (expected === '' || valueOf(finding) === expected),
    };
  });
}

/** The value that is right; empty when any will do, since the finding is held against what was declared; undefined for none. */
function expectedOf(fact: Fact, { name, period, amount, orders, account, followers }: Truth): string | undefined {
  switch (fact) {
    case 'STORE_NAME':
    case 'ENTITY_NAME':
    case 'COMPANY_NAME':
      return name && '';
    case 'ACCOUNT':
      return account && '';
    case 'STATEMENT_PERIOD':
      return period && `${period.from} ${period.to}`;
    case 'STATEMENT_AMOUNT':
      return amount && `${amount.amount} ${amount.currency}`;
    case 'ORDER_INFORMATION':
      return orders === undefined ? undefined : String(orders);
    case 'FOLLOWER_COUNT':
      return followers === undefined ? undefined : String(followers);
  }
}

function valueOf({ period, amount, count }: FactFinding): string {
  if (period) return `${period.from} ${period.to}`;
  if (amount) return `${amount.amount} ${amount.currency}`;
  return count === undefined ? '' : String(count);
}
