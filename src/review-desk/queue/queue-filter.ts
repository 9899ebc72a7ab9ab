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

/** The contract's filter for a choice. `today` is the operator's day, `2026-11-26`; only what is due today has to know it. */
export function toFilter(
  { view, stage, method, identityType }: QueueChoice,
  today: string | undefined,
): ReviewQueueFilter {
  return {
    ...(view === 'overdue' ? { overdue: true } : {}),
    ...(view === 'dueToday' ? { dueBy: today ?? null, overdue: false } : {}),
    ...(view === 'mine' ? { claim: 'MINE' } : {}),
    ...(view === 'awaitingSecondReview' ? { awaitingSecondReview: true } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(method === undefined ? {} : { methods: [method] }),
    ...(identityType === undefined ? {} : { identityTypes: [identityType] }),
  };
}

/** The day that lies so many days before another, both as `2026-11-26`. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
