import type { IdentityType, Method, ReviewQueueFilter } from '../generated/graphql.ts';

/** Which part of the queue somebody looks at. */
export const VIEWS = ['open', 'overdue', 'dueToday', 'mine', 'awaitingSecondReview'] as const;

/** One part of the queue. */
export type View = (typeof VIEWS)[number];

/** What the reviewer narrows the queue down to; undefined: all. */
export interface QueueChoice {
  readonly view: View;
  readonly stage: string | undefined;
  readonly method: Method | undefined;
  readonly identityType: IdentityType | undefined;
}

/** All that waits. */
export const EVERYTHING: QueueChoice = { view: 'open', stage: undefined, method: undefined, identityType: undefined };

/** The contract's filter for a choice; `today` is a day, `2026-11-26`. */
export function toFilter({ view, stage, method, identityType }: QueueChoice, today: string): ReviewQueueFilter {
  return {
    ...(view === 'overdue' ? { overdue: true } : {}),
    ...(view === 'dueToday' ? { dueBy: today, overdue: false } : {}),
    ...(view === 'mine' ? { claim: 'MINE' } : {}),
    ...(view === 'awaitingSecondReview' ? { awaitingSecondReview: true } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(method === undefined ? {} : { methods: [method] }),
    ...(identityType === undefined ? {} : { identityTypes: [identityType] }),
  };
}

/** The day where the reviewer sits, which is taken for the operator's. */
export function localDay(now = new Date()): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}
