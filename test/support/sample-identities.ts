import type { IdentityInput, IdentityType, MaterialKind } from '../generated/graphql.ts';

/** One identity as a buyer would declare it, and the kinds of material that it then has to hand in. */
export interface SampleIdentity {
  readonly type: IdentityType;
  readonly typeName: string;
  readonly identity: IdentityInput;
  readonly kinds: readonly MaterialKind[];
}

/** All eight identities, with every field filled in; the kinds are those that the marketplace's help page names. */
export const sampleIdentities: readonly SampleIdentity[] = [
  {
    type: 'ONLINE_RETAILER',
    typeName: 'OnlineRetailer',
    identity: {
      onlineRetailer: { storeName: 'Blue Kettle', storeLink: 'https://blue-kettle.example/', platform: 'Shopify' },
    },
    kinds: ['STORE_BACKEND_SCREENSHOT', 'STORE_FLOW_STATEMENT'],
  },
  {
    type: 'OFFLINE_RETAILER',
    typeName: 'OfflineRetailer',
    identity: {
      offlineRetailer: {
        storeName: 'Kettle Corner',
        storeAddress: '1 Market Street\nSpringfield',
        entityName: 'Kettle Corner LLC',
      },
    },
    kinds: ['STORE_PHOTO', 'BUSINESS_LICENSE', 'BANK_STATEMENT'],
  },
  {
    type: 'WHOLESALER',
    typeName: 'Wholesaler',
    identity: {
      wholesaler: {
        companyName: 'Harbour Trading GmbH',
        productCategories: 'Tools',
        website: 'https://harbour.example/',
      },
    },
    kinds: ['BANK_STATEMENT'],
  },
  {
    type: 'SERVICE_PROVIDER',
    typeName: 'ServiceProvider',
    identity: {
      serviceProvider: { companyName: 'Pack & Ship', services: 'Packing', website: 'http://pack.example/' },
    },
    kinds: ['BANK_STATEMENT'],
  },
  {
    type: 'MANUFACTURER',
    typeName: 'Manufacturer',
    identity: {
      manufacturer: { companyName: 'Stahlwerk Süd', mainProducts: 'Screws', factoryAddress: 'Werkstraße 7\nPassau' },
    },
    kinds: ['BANK_STATEMENT'],
  },
  {
    type: 'INFLUENCER',
    typeName: 'Influencer',
    identity: {
      influencer: {
        account: '@handmade.daily',
        platform: 'Instagram',
        profileLink: 'https://social.example/handmade.daily',
        followerCount: 48_200,
      },
    },
    kinds: ['SOCIAL_MEDIA_SCREENSHOT'],
  },
  {
    type: 'ORGANIZATION',
    typeName: 'Organization',
    identity: {
      organization: {
        organizationName: 'School of Crafts',
        purpose: 'Teaching',
        website: 'https://crafts.example/',
      },
    },
    kinds: ['BANK_STATEMENT'],
  },
  {
    type: 'OTHER_BUSINESS',
    typeName: 'OtherBusiness',
    identity: {
      otherBusiness: {
        companyName: 'Odd Jobs KG',
        description: 'A bit of everything',
        website: 'https://odd.example/',
      },
    },
    kinds: ['BANK_STATEMENT'],
  },
];

/** The sample of one identity. */
export function sampleIdentity(type: IdentityType): SampleIdentity {
  const found = sampleIdentities.find((sample) => sample.type === type);
  if (found === undefined) throw new Error(`there is no sample of ${type}`);
  return found;
}
