import type { IdentityInput, MaterialKind, Method, ReasonCode } from '../generated/graphql.ts';

/** Identities that hand in all six kinds between them; a bank statement with and without the company's name. */
export const identities = {
  'an online retailer': { onlineRetailer: { storeName: 'Bea', storeLink: 'https://bea.example' } },
  'an offline retailer': {
    offlineRetailer: { storeName: 'Bea', storeAddress: 'Main Street 1', entityName: 'Bea Ltd' },
  },
  'a wholesaler': { wholesaler: { companyName: 'Bea Trading GmbH', productCategories: 'Tools' } },
  'an influencer': {
    influencer: { account: '@bea', platform: 'Somewhere', profileLink: 'https://bea.example', followerCount: 7 },
  },
} satisfies Record<string, IdentityInput>;

const each: readonly Method[] = ['MATERIALS', 'TAX_NUMBER', 'EMAIL'];

/** Reasons about the whole verification, and the methods that they fit. */
export const aboutTheWhole: Partial<Record<ReasonCode, readonly Method[]>> = {
  TAX_NUMBER_NOT_FOUND: ['TAX_NUMBER'],
  TAX_NUMBER_OF_ANOTHER_BUSINESS: ['TAX_NUMBER'],
  TAX_NUMBER_INACTIVE: ['TAX_NUMBER'],
  EMAIL_DOMAIN_MISMATCH: ['EMAIL'],
  EMAIL_DOMAIN_NOT_A_BUSINESS: ['EMAIL'],
  IDENTITY_TYPE_UNSUITABLE: each,
  INFORMATION_INCORRECT: each,
};

/** Reasons about one file, whatever it must show. */
export const aboutAnyMaterial: readonly ReasonCode[] = [
  'MATERIAL_UNREADABLE',
  'MATERIAL_INCOMPLETE',
  'MATERIAL_OF_ANOTHER_KIND',
  'MATERIAL_PASSWORD_PROTECTED',
  'MATERIAL_ALTERED',
  'MATERIAL_OF_ANOTHER_BUSINESS',
];

type Shows = (kind: MaterialKind, identity: IdentityInput) => boolean;

const on =
  (...kinds: readonly MaterialKind[]): Shows =>
  (kind) =>
    kinds.includes(kind);
const storeName = on('STORE_BACKEND_SCREENSHOT', 'STORE_PHOTO');
const statement = on('STORE_FLOW_STATEMENT', 'BANK_STATEMENT');
const companyName: Shows = (kind, identity) => kind === 'BANK_STATEMENT' && !identity.offlineRetailer;

/** Reasons about a fact, and whether the file of an identity must show it. */
export const showsFact: Partial<Record<ReasonCode, Shows>> = {
  STORE_NAME_MISSING: storeName,
  STORE_NAME_MISMATCH: storeName,
  ORDER_INFORMATION_MISSING: on('STORE_BACKEND_SCREENSHOT'),
  STATEMENT_PERIOD_MISSING: statement,
  STATEMENT_PERIOD_TOO_SHORT: statement,
  STATEMENT_PERIOD_OUTDATED: statement,
  STATEMENT_AMOUNT_MISSING: statement,
  STATEMENT_AMOUNT_TOO_LOW: statement,
  ENTITY_NAME_MISSING: on('BUSINESS_LICENSE'),
  ENTITY_NAME_MISMATCH: on('BUSINESS_LICENSE'),
  COMPANY_NAME_MISSING: companyName,
  COMPANY_NAME_MISMATCH: companyName,
  BUSINESS_LICENSE_EXPIRED: on('BUSINESS_LICENSE'),
  ACCOUNT_MISSING: on('SOCIAL_MEDIA_SCREENSHOT'),
  ACCOUNT_MISMATCH: on('SOCIAL_MEDIA_SCREENSHOT'),
  FOLLOWER_COUNT_MISSING: on('SOCIAL_MEDIA_SCREENSHOT'),
  FOLLOWER_COUNT_TOO_LOW: on('SOCIAL_MEDIA_SCREENSHOT'),
};

/** All thirty, in the order in which reviewers see them. */
export const allCodes: readonly ReasonCode[] = [
  'STORE_NAME_MISSING',
  'STORE_NAME_MISMATCH',
  'ORDER_INFORMATION_MISSING',
  'STATEMENT_PERIOD_MISSING',
  'STATEMENT_PERIOD_TOO_SHORT',
  'STATEMENT_PERIOD_OUTDATED',
  'STATEMENT_AMOUNT_MISSING',
  'STATEMENT_AMOUNT_TOO_LOW',
  'ENTITY_NAME_MISSING',
  'ENTITY_NAME_MISMATCH',
  'COMPANY_NAME_MISSING',
  'COMPANY_NAME_MISMATCH',
  'BUSINESS_LICENSE_EXPIRED',
  'ACCOUNT_MISSING',
  'ACCOUNT_MISMATCH',
  'FOLLOWER_COUNT_MISSING',
  'FOLLOWER_COUNT_TOO_LOW',
  'MATERIAL_UNREADABLE',
  'MATERIAL_INCOMPLETE',
  'MATERIAL_OF_ANOTHER_KIND',
  'MATERIAL_PASSWORD_PROTECTED',
  'MATERIAL_ALTERED',
  'MATERIAL_OF_ANOTHER_BUSINESS',
  'TAX_NUMBER_NOT_FOUND',
  'TAX_NUMBER_OF_ANOTHER_BUSINESS',
  'TAX_NUMBER_INACTIVE',
  'EMAIL_DOMAIN_MISMATCH',
  'EMAIL_DOMAIN_NOT_A_BUSINESS',
  'IDENTITY_TYPE_UNSUITABLE',
  'INFORMATION_INCORRECT',
];
