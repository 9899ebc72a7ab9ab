/** How a buyer is verified (seed step 4), in the order in which pages list them. */
export const methods = ['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const;

/** One of the three methods. */
export type Method = (typeof methods)[number];
