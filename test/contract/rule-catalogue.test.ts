import { buildSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkInformation } from '../../src/domain/information.ts';
import { rulesOf, type RuleCatalogue } from '../../src/domain/rule-catalogue.ts';
import { ContractError } from '../../src/graphql/contract-error.ts';
import { readRuleCatalogue } from '../../src/graphql/rule-catalogue.ts';
import { contractText } from './read-contract.ts';

const periodAmountAndCompany = { BANK_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT', 'COMPANY_NAME'] };

// The source's step 5, identity by identity.
const asTheSourceSays = {
  ONLINE_RETAILER: {
    STORE_BACKEND_SCREENSHOT: ['STORE_NAME', 'ORDER_INFORMATION'],
    STORE_FLOW_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT'],
  },
  OFFLINE_RETAILER: {
    STORE_PHOTO: ['STORE_NAME'],
    BUSINESS_LICENSE: ['ENTITY_NAME'],
    BANK_STATEMENT: ['STATEMENT_PERIOD', 'STATEMENT_AMOUNT'],
  },
  WHOLESALER: periodAmountAndCompany,
  SERVICE_PROVIDER: periodAmountAndCompany,
  MANUFACTURER: periodAmountAndCompany,
  INFLUENCER: { SOCIAL_MEDIA_SCREENSHOT: ['ACCOUNT', 'FOLLOWER_COUNT'] },
  ORGANIZATION: periodAmountAndCompany,
  OTHER_BUSINESS: periodAmountAndCompany,
};

let catalogue: RuleCatalogue;
beforeAll(() => {
  catalogue = readRuleCatalogue(buildSchema(contractText));
});

describe('the rule catalogue', () => {
  test('asks each identity for the materials and facts that the source names, and for no others', () => {
    const read = [...catalogue.values()].map(({ type, requirements }) => [
      type,
      Object.fromEntries(requirements.map(({ kind, mustShow }) => [kind, mustShow])),
    ]);
    expect(Object.fromEntries(read)).toEqual(asTheSourceSays);
  });

  test('lists the eight identities in the order of the selection page, under the names of the contract', () => {
    expect([...catalogue.values()].map(({ typeName, inputKey }) => `${typeName} ${inputKey}`)).toEqual([
      'OnlineRetailer onlineRetailer',
      'OfflineRetailer offlineRetailer',
      'Wholesaler wholesaler',
      'ServiceProvider serviceProvider',
      'Manufacturer manufacturer',
      'Influencer influencer',
      'Organization organization',
      'OtherBusiness otherBusiness',
    ]);
  });

  test('asks an online retailer for its store name and store link, as the source does', () => {
    expect(rulesOf(catalogue, 'ONLINE_RETAILER').fields.slice(0, 2)).toEqual([
      {
        name: 'storeName',
        label: 'Store name',
        help: "The store's name as its customers see it.",
        format: 'TEXT',
        required: true,
        maxLength: 200,
        claims: 'STORE_NAME',
      },
      {
        name: 'storeLink',
        label: 'Store link',
        help: 'Where the store is on the web, with http:// or https://.',
        format: 'URL',
        required: true,
        maxLength: 2000,
        claims: null,
      },
    ]);
  });

  test('has each name that a material must show among the declared information, so that a reviewer can compare them', () => {
    const declared = new Set(['STORE_NAME', 'ENTITY_NAME', 'COMPANY_NAME', 'ACCOUNT', 'FOLLOWER_COUNT']);
    for (const { type, fields, requirements } of catalogue.values()) {
      const shown = requirements.flatMap(({ mustShow }) => mustShow).filter((fact) => declared.has(fact));
      const claimed = fields.flatMap(({ claims }) => (claims === null ? [] : [claims]));
      expect({ type, facts: claimed.toSorted() }).toEqual({ type, facts: shown.toSorted() });
    }
  });

  test('says nothing that no information could meet', () => {
    const filledIn = { TEXT: 'Acme', MULTILINE_TEXT: 'Acme\nStreet 1', URL: 'https://acme.example', NUMBER: 10 };
    for (const { fields } of catalogue.values()) {
      const information = Object.fromEntries(fields.map(({ name, format }) => [name, filledIn[format]]));
      expect(checkInformation(fields, information, 'identity')).toEqual({ ok: true, information });
    }
  });
});

describe('the start is stopped, with the place, by a contract in which', () => {
  test.each([
    [
      'an identity is not in the union',
      '  | Wholesaler\n',
      '',
      /:\d+, Identity: Wholesaler is missing, the type of WHOLESALER/,
    ],
    [
      'the union has what is no identity',
      '  | Wholesaler\n',
      '  | Wholesaler\n  | Money\n',
      /:\d+, Identity: Money is no identity/,
    ],
    [
      'an identity has no input key',
      '  wholesaler: WholesalerInput\n',
      '  dealer: WholesalerInput\n',
      /IdentityInput.dealer: No identity has this key/,
    ],
    [
      'an input key is missing',
      '  "You sell to other businesses in bulk."\n  wholesaler: WholesalerInput\n',
      '',
      /:\d+, IdentityInput: wholesaler is missing/,
    ],
    [
      'an input key must be given',
      'wholesaler: WholesalerInput\n',
      'wholesaler: WholesalerInput!\n',
      /IdentityInput.wholesaler: It must be an input type that may be null/,
    ],
    [
      'a field is not asked for',
      '  "The platform that the store runs on, for example Shopify."\n  platform: String @information(label: "Platform", maxLength: 100)\n',
      '',
      /OnlineRetailer.platform: OnlineRetailerInput does not ask for this field/,
    ],
    [
      'a field is asked for and not shown',
      '  "The platform that the store runs on, for example Shopify."\n  platform: String\n',
      '',
      /OnlineRetailerInput.platform: OnlineRetailer does not have this field/,
    ],
    [
      'a field may be null on one side only',
      'services: String! @information',
      'services: String @information',
      /ServiceProvider.services: It is String! here and String in ServiceProviderInput/,
    ],
    [
      'a field has no label',
      ' @information(label: "Services", maxLength: 500)',
      '',
      /ServiceProviderInput.services: It has no @information/,
    ],
    [
      'a field has no help',
      '  "Which services the company offers."\n  services: String! @',
      '  services: String! @',
      /ServiceProviderInput.services: It has no description/,
    ],
    [
      'a number is checked as text',
      'format: NUMBER, maxLength: 10',
      'maxLength: 10',
      /InfluencerInput.followerCount: The format TEXT does not fit its type/,
    ],
    [
      'a text is checked as a number',
      '@information(label: "Services"',
      '@information(format: NUMBER, label: "Services"',
      /ServiceProviderInput.services: The format NUMBER does not fit its type/,
    ],
    [
      'a length is no length',
      'label: "Services", maxLength: 500',
      'label: "Services", maxLength: 0',
      /ServiceProviderInput.services: @information can't be read: .*maxLength/s,
    ],
    [
      'an identity requires no material',
      ' @requiresMaterial(kind: SOCIAL_MEDIA_SCREENSHOT, mustShow: [ACCOUNT, FOLLOWER_COUNT])',
      '',
      /:\d+, Influencer: It requires no material/,
    ],
    [
      'a kind is required twice',
      'kind: STORE_FLOW_STATEMENT, mustShow',
      'kind: STORE_BACKEND_SCREENSHOT, mustShow',
      /OnlineRetailer: It requires STORE_BACKEND_SCREENSHOT twice/,
    ],
    [
      'a kind is unknown',
      'kind: STORE_PHOTO',
      'kind: STORE_DRAWING',
      /:\d+, OfflineRetailer: @requiresMaterial can't be read: .*STORE_DRAWING/,
    ],
    [
      'a fact is unknown',
      'mustShow: [ACCOUNT,',
      'mustShow: [ACCOUNT_AGE,',
      /Influencer: @requiresMaterial can't be read: .*ACCOUNT_AGE/,
    ],
  ])('%s', (_what, before, after, message) => {
    expect(contractText.split(before)).toHaveLength(2);
    const broken = buildSchema(contractText.replace(before, after));
    expect(() => readRuleCatalogue(broken)).toThrow(ContractError);
    expect(() => readRuleCatalogue(broken)).toThrow(message);
  });
});
