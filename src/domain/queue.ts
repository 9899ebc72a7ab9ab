/** What can happen to a verification in the review queue. */
export const queueChanges = [
  'SUBMITTED',
  'CLAIMED',
  'CLAIM_LAPSING',
  'RELEASED',
  'AWAITS_REVIEWER',
  'DECIDED',
  'WITHDRAWN',
] as const;

/** One thing that happened in the queue. */
export type QueueChange = (typeof queueChanges)[number];

/** Which claims a reviewer wants to see. */
export const claimFilters = ['FREE', 'MINE', 'OTHERS'] as const;

/** One such wish. */
export type ClaimFilter = (typeof claimFilters)[number];
