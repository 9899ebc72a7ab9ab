/** The methods whose chances are counted. */
export const methods = ['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const;

/** One of them. */
export type Method = (typeof methods)[number];
