/** Why an address can't be used for verification. */
export const emailRefusals = ['MALFORMED', 'FREE', 'DISPOSABLE', 'REFUSED_BY_POLICY'] as const;

/** One such reason. */
export type EmailRefusal = (typeof emailRefusals)[number];
