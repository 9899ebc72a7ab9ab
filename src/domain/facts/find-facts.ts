import type { Fact } from '../material.ts';
import { findAmount } from './find-amount.ts';
import { findFollowers } from './find-followers.ts';
import { findName, type EditDistance } from './find-name.ts';
import { findOrders } from './find-orders.ts';
import { findPeriod } from './find-period.ts';
import { notFound, type FactFinding, type Found } from './finding.ts';
import { turnBack } from './quarter-turn.ts';
import type { ReadWord } from './read-word.ts';
import { toRows, type TextRow } from './text-row.ts';

/** What a buyer declared, by the fact that it claims. */
export type Claims = Readonly<Partial<Record<Fact, string>>>;

/** No line of a page has more characters; what has may be meant to keep the finders busy. */
const LONGEST_ROW = 600;

/** Looks for each of the facts among the words of a material. It never decides anything: people do. */
export function findFacts(
  words: readonly ReadWord[],
  facts: readonly Fact[],
  claims: Claims,
  distanceOf: EditDistance,
): FactFinding[] {
  const rows = toRows(words);
  const cut = rows.map((row) => ({
    ...row,
    text: row.text.slice(0, LONGEST_ROW),
    wordAt: row.wordAt.slice(0, LONGEST_ROW),
  }));
  return facts.map((fact) => {
    const found = find(fact, isNamed(fact) ? rows : cut, claims[fact], distanceOf);
    return { fact, claimed: claims[fact] ?? null, ...found, words: found.words.map(asServed) };
  });
}

function isNamed(fact: Fact): boolean {
  return fact === 'STORE_NAME' || fact === 'ENTITY_NAME' || fact === 'COMPANY_NAME' || fact === 'ACCOUNT';
}

function asServed(word: ReadWord): ReadWord {
  return { ...word, ...turnBack(word, word.turn), turn: 0 };
}

function find(fact: Fact, rows: readonly TextRow[], claimed: string | undefined, distanceOf: EditDistance): Found {
  switch (fact) {
    case 'STORE_NAME':
    case 'ENTITY_NAME':
    case 'COMPANY_NAME':
    case 'ACCOUNT':
      return claimed === undefined ? notFound : findName(rows, claimed, distanceOf);
    case 'STATEMENT_PERIOD':
      return findPeriod(rows);
    case 'STATEMENT_AMOUNT':
      return findAmount(rows);
    case 'ORDER_INFORMATION':
      return findOrders(rows);
    case 'FOLLOWER_COUNT':
      return findFollowers(rows, claimed === undefined ? null : Number(claimed));
  }
}
