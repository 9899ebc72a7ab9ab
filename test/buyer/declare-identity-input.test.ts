import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse, print } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityInput } from '../generated/graphql.ts';
import { graphql } from '../generated/gql.ts';
import { declareIdentity } from '../support/buyer-operations.ts';
import type { TestClient } from '../support/client.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const readDeclared = graphql(`
  query DeclareInputRead {
    viewer {
      identityType
    }
  }
`);

let server: TestServer;
let buyer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  buyer = await server.signIn('BUYER');
});
afterEach(async () => {
  // Whatever is refused in this file changes nothing.
  const { viewer } = await buyer.data(readDeclared, {});
  if (viewer.identityType !== null) throw new Error(`the buyer became ${viewer.identityType}`);
});
afterAll(async () => {
  await buyer.close();
  await server.close();
});

const shop = { storeName: 'Blue Kettle', storeLink: 'https://blue-kettle.example' };
const factory = { companyName: 'Stahl', mainProducts: 'Screws', factoryAddress: 'Passau' };
const account = { account: '@a', platform: 'B', profileLink: 'https://b.example/a', followerCount: 1 };

/** Declares, and gives the places of what is wrong with a sentence for each. */
async function issuesOf(identity: IdentityInput) {
  const { declareIdentity: answer } = await buyer.data(declareIdentity, { input: { identity } });
  if (answer.__typename !== 'InputInvalid') throw new Error(`it was answered with ${answer.__typename}`);
  for (const { message } of answer.issues) expect(answer.message).toContain(message);
  return answer.issues;
}

/** Declares what the contract does not know, and gives the codes of the errors. */
async function codesOf(identity: unknown) {
  const untyped: TypedDocumentNode<Record<string, unknown>, Record<string, unknown>> = parse(print(declareIdentity));
  const { data, errors } = await buyer.run(untyped, { input: { identity } });
  expect(data).toBeUndefined();
  return new Set(errors?.map(({ extensions }) => extensions?.code));
}

describe('information', () => {
  it('must be filled in, each field for itself', async () => {
    const issues = await issuesOf({ onlineRetailer: { storeName: ' \t', storeLink: '', platform: '' } });
    expect(issues).toEqual([
      { path: 'identity.onlineRetailer.storeName', message: 'Store name must be filled in.' },
      { path: 'identity.onlineRetailer.storeLink', message: 'Store link must be filled in.' },
    ]);
  });

  it.each<[string, IdentityInput]>([
    ['offlineRetailer.storeName', { offlineRetailer: { storeName: '', storeAddress: 'b', entityName: 'c' } }],
    ['offlineRetailer.storeAddress', { offlineRetailer: { storeName: 'a', storeAddress: ' ', entityName: 'c' } }],
    ['offlineRetailer.entityName', { offlineRetailer: { storeName: 'a', storeAddress: 'b', entityName: '\u00A0' } }],
    ['wholesaler.productCategories', { wholesaler: { companyName: 'a', productCategories: '' } }],
    ['serviceProvider.services', { serviceProvider: { companyName: 'a', services: '' } }],
    ['manufacturer.factoryAddress', { manufacturer: { ...factory, factoryAddress: '' } }],
    ['influencer.account', { influencer: { ...account, account: '' } }],
    ['organization.purpose', { organization: { organizationName: 'a', purpose: '' } }],
    ['otherBusiness.description', { otherBusiness: { companyName: 'a', description: '' } }],
  ])('%s must be filled in', async (path, identity) => {
    expect((await issuesOf(identity)).map((issue) => issue.path)).toEqual([`identity.${path}`]);
  });

  it('has a most length, counted as people count: an emoji is one', async () => {
    const longest = '🫖'.repeat(200);
    const { declareIdentity: answer } = await buyer.data(declareIdentity, {
      input: { identity: { onlineRetailer: { ...shop, storeName: longest, storeLink: '' } } },
    });
    expect(answer).toMatchObject({ issues: [{ path: 'identity.onlineRetailer.storeLink' }] });
    expect(await issuesOf({ onlineRetailer: { ...shop, storeName: `${longest}🫖` } })).toEqual([
      { path: 'identity.onlineRetailer.storeName', message: 'Store name may have at most 200 characters.' },
    ]);
  });

  it.each([
    'blue-kettle.example',
    'javascript:alert(1)',
    'data:text/html,hello',
    'ftp://blue-kettle.example',
    'https://',
    'https://localhost',
    'https://user:secret@blue-kettle.example',
    '//blue-kettle.example',
    'https://blue kettle.example',
  ])('that is an address must be a whole one, which %s is not', async (storeLink) => {
    const issues = await issuesOf({ onlineRetailer: { ...shop, storeLink } });
    expect(issues.map(({ path }) => path)).toEqual(['identity.onlineRetailer.storeLink']);
  });

  it('that is an address may have 2000 characters', async () => {
    const issues = await issuesOf({ onlineRetailer: { ...shop, storeLink: `${shop.storeLink}/${'a'.repeat(2000)}` } });
    expect(issues.map(({ message }) => message)).toEqual(['Store link may have at most 2000 characters.']);
  });

  it.each([-1, -2_147_483_648])('that is a number must not be negative, as %d', async (followerCount) => {
    expect(await issuesOf({ influencer: { ...account, followerCount } })).toEqual([
      { path: 'identity.influencer.followerCount', message: 'Followers must be a whole number from 0.' },
    ]);
  });

  it.each([
    ['a null character', '\u0000'],
    ['an escape', '\u001B'],
    ['a delete', '\u007F'],
    ['a second-set control character', '\u0085'],
    ['a right-to-left override', '\u202E'],
    ['an isolate', '\u2066'],
    ['half a character', '\uD800'],
  ])('can not have %s, anywhere', async (_what, character) => {
    const issues = await issuesOf({
      offlineRetailer: { storeName: `a${character}b`, storeAddress: `a${character}b`, entityName: `${character}a b` },
    });
    expect(issues.map(({ path }) => path)).toEqual([
      'identity.offlineRetailer.storeName',
      'identity.offlineRetailer.storeAddress',
      'identity.offlineRetailer.entityName',
    ]);
  });

  it.each([
    ['a line feed', '\n'],
    ['a tab', '\t'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
  ])('of one line has no %s; an address of several lines may', async (_what, character) => {
    const text = `a${character}b`;
    const issues = await issuesOf({ manufacturer: { companyName: text, mainProducts: text, factoryAddress: text } });
    expect(issues.map(({ path }) => path)).toEqual([
      'identity.manufacturer.companyName',
      'identity.manufacturer.mainProducts',
    ]);
  });
});

describe('a malformed identity', () => {
  it.each<[string, unknown]>([
    ['none', {}],
    ['two', { wholesaler: { companyName: 'a', productCategories: 'b' }, manufacturer: factory }],
    ['one that is null', { wholesaler: null }],
    ['one beside a null', { wholesaler: { companyName: 'a', productCategories: 'b' }, manufacturer: null }],
    ['one that is unknown', { pirate: { companyName: 'a' } }],
    ['a field that is unknown', { onlineRetailer: { ...shop, owner: 'a' } }],
    ['a field that is missing', { onlineRetailer: { storeName: 'a' } }],
    ['text for a number', { influencer: { ...account, followerCount: '12' } }],
    ['a fraction of a follower', { influencer: { ...account, followerCount: 1.5 } }],
    ['more followers than a number holds', { influencer: { ...account, followerCount: 2 ** 31 } }],
    ['a number for text', { onlineRetailer: { ...shop, storeName: 7 } }],
  ])('that holds %s is refused before anything is done', async (_what, identity) => {
    expect(await codesOf(identity)).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

describe('whoever is no buyer', () => {
  it.each(['REVIEWER', 'SUPERVISOR', 'SERVICE'] as const)('a %s, declares nothing', async (role) => {
    const other = await server.signIn(role);
    const input = { identity: { wholesaler: { companyName: 'a', productCategories: 'b' } } };
    const { errors } = await other.run(declareIdentity, { input });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    await other.close();
  });
});
