/** What was checked of a tax number; none of them says that it is registered. */
export const taxNumberVerdicts = ['CHECKSUM_VALID', 'FORMAT_ONLY', 'COUNTRY_UNSUPPORTED'] as const;

/** What was checked of one tax number. */
export type TaxNumberVerdict = (typeof taxNumberVerdicts)[number];
