import type { IdentityType } from './identity.ts';
import type { InformationField, Requirement } from './information.ts';

/** The name under which the contract's union has each identity. */
export const identityTypeNames = {
  ONLINE_RETAILER: 'OnlineRetailer',
  OFFLINE_RETAILER: 'OfflineRetailer',
  WHOLESALER: 'Wholesaler',
  SERVICE_PROVIDER: 'ServiceProvider',
  MANUFACTURER: 'Manufacturer',
  INFLUENCER: 'Influencer',
  ORGANIZATION: 'Organization',
  OTHER_BUSINESS: 'OtherBusiness',
} as const satisfies Readonly<Record<IdentityType, string>>;

/** One such name. */
export type IdentityTypeName = (typeof identityTypeNames)[IdentityType];

/** What one identity asks for, as the contract declares it. */
export interface IdentityRules {
  readonly type: IdentityType;
  readonly typeName: IdentityTypeName;
  /** The key under which its information is sent. */
  readonly inputKey: string;
  /** One sentence that helps a buyer to choose. */
  readonly summary: string;
  /** In the order of a form. */
  readonly fields: readonly InformationField[];
  /** What verification by MATERIALS asks for: one or more, each kind once. */
  readonly requirements: readonly Requirement[];
}

/** The rules of all identities, in the order of the selection page. */
export type RuleCatalogue = ReadonlyMap<IdentityType, IdentityRules>;

/** The rules of one identity. The reader of the contract fills every identity in, so that a missing one is a fault: Error. */
export function rulesOf(catalogue: RuleCatalogue, type: IdentityType): IdentityRules {
  const rules = catalogue.get(type);
  if (rules === undefined) throw new Error(`The rule catalogue lacks ${type}`);
  return rules;
}
