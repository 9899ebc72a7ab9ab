/** The eight identities of the seed's selection page (step 2), in its order. */
export const identityTypes = [
  'ONLINE_RETAILER',
  'OFFLINE_RETAILER',
  'WHOLESALER',
  'SERVICE_PROVIDER',
  'MANUFACTURER',
  'INFLUENCER',
  'ORGANIZATION',
  'OTHER_BUSINESS',
] as const;

/** One of the eight identities. */
export type IdentityType = (typeof identityTypes)[number];

/** The information that a buyer filled in (seed step 3), by field name; which fields there are stands in the contract. */
export type Information = Readonly<Record<string, string | number>>;

/** Who a buyer says it is. */
export interface Identity {
  readonly type: IdentityType;
  readonly information: Information;
}
