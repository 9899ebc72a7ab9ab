import type { Fact } from '../material.ts';
import type { Money } from '../policy.ts';
import type { CalendarDay } from '../working-days.ts';
import type { ReadWord } from './read-word.ts';

/** How sure it is that a material shows a fact. */
export const factMarks = ['FOUND', 'UNSURE', 'NOT_FOUND'] as const;

/** One mark. */
export type FactMark = (typeof factMarks)[number];

/** The days that a statement covers, both included. */
export interface StatementPeriod {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly days: number;
}

/** What a finder found of one fact. */
export interface Found {
  readonly mark: FactMark;
  /** The words that show it, in the order of the page; none when it was not found. Their places are those of the page as it is served. */
  readonly words: readonly ReadWord[];
  readonly amount?: Money;
  readonly period?: StatementPeriod;
  /** Orders, or followers. */
  readonly count?: number;
}

/** The same for a fact of a material, with what was declared of it; null when nothing was. */
export interface FactFinding extends Found {
  readonly fact: Fact;
  readonly claimed: string | null;
}

/** Nothing was found. */
export const notFound: Found = { mark: 'NOT_FOUND', words: [] };
