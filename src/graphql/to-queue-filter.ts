import type { Deps } from '../application/deps.ts';
import type { QueueFilter } from '../database/review-queue.ts';
import type { ReviewQueueFilter } from './types/review-queue-filter.ts';

/** A client's filter as the queue knows it; a day's promise ends with the day in the operator's time zone. */
export function toQueueFilter(
  filter: ReviewQueueFilter | null | undefined,
  { calendar }: Pick<Deps, 'calendar'>,
): QueueFilter {
  return {
    stage: filter?.stage ?? undefined,
    methods: filter?.methods ?? undefined,
    identityTypes: filter?.identityTypes ?? undefined,
    dueBefore: filter?.dueBy ? calendar.endOfDay(filter.dueBy) : undefined,
    overdue: filter?.overdue ?? undefined,
    claim: filter?.claim ?? undefined,
    awaitingSecondReview: filter?.awaitingSecondReview ?? undefined,
    disputed: filter?.disputed ?? undefined,
  };
}
