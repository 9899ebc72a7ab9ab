/** What can be reminded of; each occasion once. */
export const reminderKinds = ['CLAIM_LAPSING', 'CASES_DUE', 'DRAFT_WAITING'] as const;

/** One kind of reminder. */
export type ReminderKind = (typeof reminderKinds)[number];
