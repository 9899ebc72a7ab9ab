/** What the log of events tells. */
export const eventTypes = [
  'VERIFICATION_REVIEWED',
  'MEMBERSHIP_CHANGED',
  'REVIEW_QUEUE_CHANGED',
  'MATERIAL_INSPECTED',
] as const;

/** One kind of event. */
export type EventType = (typeof eventTypes)[number];

/** What a member is told of and can come back to; what happens in the queue is only told while it happens, and inspections to those who follow them. */
export const memberEventTypes = ['VERIFICATION_REVIEWED', 'MEMBERSHIP_CHANGED'] as const satisfies readonly EventType[];
