import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';
import { sampleIdentities } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const identityTypes = graphql(`
  query IdentityTypesSelection {
    identityTypes {
      type
      inputKey
      summary
      methods
      fields {
        name
        label
        help
        format
        required
        maxLength
        claims
      }
      requirements {
        kind
        label
        mustShow
      }
    }
  }
`);

// The marketplace's help page, step 5, sentence by sentence.
const statement = { BANK_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT', 'COMPANY_NAME'] };
const helpPage = {
  ONLINE_RETAILER: {
    STORE_BACKEND_SCREENSHOT: ['STORE_NAME', 'ORDER_INFORMATION'],
    STORE_FLOW_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT'],
  },
  OFFLINE_RETAILER: {
    STORE_PHOTO: ['STORE_NAME'],
    BUSINESS_LICENSE: ['ENTITY_NAME'],
    BANK_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT'],
  },
  WHOLESALER: statement,
  SERVICE_PROVIDER: statement,
  MANUFACTURER: statement,
  INFLUENCER: { SOCIAL_MEDIA_SCREENSHOT: ['ACCOUNT', 'FOLLOWER_COUNT'] },
  ORGANIZATION: statement,
  OTHER_BUSINESS: statement,
};

// «?» stands for a field that may be left out.
const forms = {
  ONLINE_RETAILER: ['storeName', 'storeLink', 'platform?'],
  OFFLINE_RETAILER: ['storeName', 'storeAddress', 'entityName'],
  WHOLESALER: ['companyName', 'productCategories', 'website?'],
  SERVICE_PROVIDER: ['companyName', 'services', 'website?'],
  MANUFACTURER: ['companyName', 'mainProducts', 'factoryAddress'],
  INFLUENCER: ['account', 'platform', 'profileLink', 'followerCount'],
  ORGANIZATION: ['organizationName', 'purpose', 'website?'],
  OTHER_BUSINESS: ['companyName', 'description', 'website?'],
};

let server: TestServer;
let buyer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  buyer = await server.signIn('BUYER');
});
afterAll(async () => {
  await buyer.close();
  await server.close();
});

async function selectionPage() {
  return (await buyer.data(identityTypes, {})).identityTypes;
}

describe('the selection page', () => {
  it('offers the eight identities of the help page in its order', async () => {
    const page = await selectionPage();
    expect(page.map(({ type }) => type)).toEqual(Object.keys(helpPage));
    expect(page.map(({ inputKey }) => inputKey)).toEqual(
      sampleIdentities.map(({ identity }) => Object.keys(identity)[0]),
    );
    for (const { summary, methods } of page) {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(methods).toEqual(['MATERIALS', 'TAX_NUMBER', 'EMAIL']);
    }
  });

  it.each(Object.entries(helpPage))('asks of %s the materials and facts of the help page', async (type, wanted) => {
    const rules = (await selectionPage()).find((one) => one.type === type);
    expect(Object.fromEntries(rules?.requirements.map(({ kind, mustShow }) => [kind, mustShow]) ?? [])).toEqual(wanted);
    for (const { label } of rules?.requirements ?? []) expect(label).toMatch(/^[A-Z][\w ]+$/);
  });

  it.each(Object.entries(forms))('draws the form of %s', async (type, wanted) => {
    const rules = (await selectionPage()).find((one) => one.type === type);
    expect(rules?.fields.map(({ name, required }) => (required ? name : `${name}?`))).toEqual(wanted);
    for (const field of rules?.fields ?? []) {
      expect(field.label).toMatch(/^[A-Z]/);
      expect(field.help).toMatch(/\.$/);
      expect(field.maxLength).toBeGreaterThan(0);
    }
  });

  it('says how each value is checked, and which fact it is held against', async () => {
    const fields = (await selectionPage()).flatMap((rules) => rules.fields);
    const formats = Object.groupBy(fields, ({ format }) => format);
    expect(new Set(formats.URL?.map(({ name }) => name))).toEqual(new Set(['storeLink', 'website', 'profileLink']));
    expect(formats.NUMBER?.map(({ name }) => name)).toEqual(['followerCount']);
    const claims = new Map(fields.filter(({ claims }) => claims).map(({ name, claims }) => [name, claims]));
    expect(Object.fromEntries(claims)).toEqual({
      storeName: 'STORE_NAME',
      entityName: 'ENTITY_NAME',
      companyName: 'COMPANY_NAME',
      organizationName: 'COMPANY_NAME',
      account: 'ACCOUNT',
      followerCount: 'FOLLOWER_COUNT',
    });
  });

  it('lets a buyer claim no fact that none of its materials shows', async () => {
    for (const { fields, requirements } of await selectionPage()) {
      const shown = new Set(requirements.flatMap(({ mustShow }) => mustShow));
      const claimed = fields.flatMap(({ claims }) => claims ?? []);
      expect(claimed.filter((fact) => !shown.has(fact))).toEqual([]);
    }
  });
});
