/** What a buyer declares: the key of IdentityInput with its information. */
export type IdentitySample = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** The company whose name stands on the sample bank statement and business license. */
const companyName = 'Sample Company Ltd';

/** One sample of each of the eight identities; what it says agrees with the sample files. */
export const identities = {
  ONLINE_RETAILER: { onlineRetailer: { storeName: 'Sample Store', storeLink: 'https://samplestore.example' } },
  OFFLINE_RETAILER: {
    offlineRetailer: {
      storeName: 'Sample Store',
      storeAddress: '12 Market Street\nSampleton',
      entityName: companyName,
    },
  },
  WHOLESALER: { wholesaler: { companyName, productCategories: 'Kitchenware, garden tools' } },
  SERVICE_PROVIDER: { serviceProvider: { companyName, services: 'Shop fitting and repairs' } },
  MANUFACTURER: {
    manufacturer: { companyName, mainProducts: 'Oak bowls', factoryAddress: '3 Mill Lane\nSampleton' },
  },
  INFLUENCER: {
    influencer: {
      account: '@sample.daily',
      platform: 'Instagram',
      profileLink: 'https://social.example/sample.daily',
      followerCount: 48_210,
    },
  },
  ORGANIZATION: { organization: { organizationName: companyName, purpose: 'Runs the town’s library' } },
  OTHER_BUSINESS: { otherBusiness: { companyName, description: 'Rents out market stalls' } },
} as const satisfies Readonly<Record<string, IdentitySample>>;
