/** What the log of events tells. */
export const eventTypes = ['VERIFICATION_REVIEWED', 'MEMBERSHIP_CHANGED', 'REVIEW_QUEUE_CHANGED'] as const;

/** One kind of event. */
export type EventType = (typeof eventTypes)[number];
