import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { declareIdentity, withdrawVerification } from '../support/buyer-operations.ts';
import { begin, declare, handInTaxNumber, read, signInBuyer, used, wholesaler } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { rejectNow } from '../support/quick-review.ts';
import { sampleIdentities, sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const readIdentity = graphql(`
  query DeclareReadIdentity {
    viewer {
      identityType
      identity {
        __typename
        ... on OnlineRetailer {
          storeName
          storeLink
          onlinePlatform: platform
        }
        ... on OfflineRetailer {
          storeName
          storeAddress
          entityName
        }
        ... on Wholesaler {
          companyName
          productCategories
          website
        }
        ... on ServiceProvider {
          companyName
          services
          website
        }
        ... on Manufacturer {
          companyName
          mainProducts
          factoryAddress
        }
        ... on Influencer {
          account
          platform
          profileLink
          followerCount
        }
        ... on Organization {
          organizationName
          purpose
          website
        }
        ... on OtherBusiness {
          companyName
          description
          website
        }
      }
    }
  }
`);

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
});
afterAll(async () => {
  await reviewer.close();
  await server.close();
});

const { identity: influencer } = sampleIdentity('INFLUENCER');

async function tryToBecome(buyer: TestClient, identity = influencer) {
  return (await buyer.data(declareIdentity, { input: { identity } })).declareIdentity;
}

describe('a buyer', () => {
  it('is nobody in particular until it says who it is', async () => {
    const buyer = await server.signIn('BUYER');
    expect(await buyer.data(readIdentity, {})).toEqual({ viewer: { identityType: null, identity: null } });
    await buyer.close();
  });

  it.each(sampleIdentities)('can say that it is $type, and reads back what it said', async (sample) => {
    const buyer = await server.signIn('BUYER');
    await declare(buyer, sample.identity);
    const { viewer } = await buyer.data(readIdentity, {});
    const { platform, ...information } = { platform: undefined, ...Object.values(sample.identity)[0] };
    const said = sample.type === 'ONLINE_RETAILER' ? { onlinePlatform: platform } : platform ? { platform } : {};
    expect(viewer.identityType).toBe(sample.type);
    expect(viewer.identity).toEqual({ __typename: sample.typeName, ...information, ...said });
    await buyer.close();
  });

  it('can say who it is with what may be left out left out', async () => {
    const buyer = await signInBuyer(server, { wholesaler: { companyName: 'Ash', productCategories: 'Oak' } });
    const { viewer } = await buyer.data(readIdentity, {});
    expect(viewer.identity).toMatchObject({ companyName: 'Ash', website: null });
    await buyer.close();
  });

  it('reads its words as they are kept: composed letters, no space around', async () => {
    const buyer = await signInBuyer(server, {
      wholesaler: { companyName: '  Cafe\u0301 Noir ', productCategories: 'Tea', website: '' },
    });
    const { viewer } = await buyer.data(readIdentity, {});
    expect(viewer.identity).toMatchObject({ companyName: 'Café Noir', website: null });
    await buyer.close();
  });
});

describe('an identity', () => {
  it('can be changed, and leaves nothing of the one before', async () => {
    const buyer = await signInBuyer(server);
    await declare(buyer, influencer);
    const { viewer } = await buyer.data(readIdentity, {});
    expect(viewer.identity).toEqual({ __typename: 'Influencer', ...influencer.influencer });
    await buyer.close();
  });

  it('can be changed while a verification is a draft, which follows', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    expect(await read(buyer, id)).toMatchObject({ identity: { __typename: 'Wholesaler' } });
    await declare(buyer, influencer);
    expect(await read(buyer, id)).toMatchObject({ identity: { __typename: 'Influencer' } });
    await buyer.close();
  });

  it('stays while a verification is submitted, and can be changed once it is withdrawn', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    expect(await tryToBecome(buyer)).toMatchObject({ __typename: 'IdentityUnderReview', verifications: [{ id }] });
    expect(await buyer.data(readIdentity, {})).toMatchObject({ viewer: { identityType: 'WHOLESALER' } });
    await buyer.data(withdrawVerification, { input: { verification: id } });
    expect(await tryToBecome(buyer)).toMatchObject({ member: { identityType: 'INFLUENCER' } });
    await buyer.close();
  });

  it('can be changed once a verification is decided, which keeps the one that was reviewed', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    await rejectNow(reviewer, id);
    expect(await tryToBecome(buyer)).toMatchObject({ member: { identityType: 'INFLUENCER' } });
    expect(await read(buyer, id)).toMatchObject({ identity: { __typename: 'Wholesaler' } });
    await buyer.close();
  });

  it('gives no chance back when it changes', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    await rejectNow(reviewer, id);
    await declare(buyer, influencer);
    await declare(buyer, wholesaler);
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });

  it('is one of two that are declared at once, whole', async () => {
    const buyer = await server.signIn('BUYER');
    await Promise.all(sampleIdentities.map(({ identity }) => declare(buyer, identity)));
    const { viewer } = await buyer.data(readIdentity, {});
    const last = sampleIdentities.find(({ type }) => type === viewer.identityType);
    expect(viewer.identity?.__typename).toBe(last?.typeName);
    await buyer.close();
  });
});
