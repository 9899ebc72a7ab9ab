import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { begin, handInTaxNumber, signInBuyer } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const readReuses = graphql(`
  query TaxNumberReuses($id: ID!) {
    verification(id: $id) {
      ... on TaxNumberVerification {
        reusedBy {
          member {
            id
          }
          verification {
            id
          }
        }
      }
    }
  }
`);
const readSelf = graphql(`
  query ReusingSelf {
    viewer {
      id
    }
  }
`);

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
});
afterAll(() => server.close());

describe('a tax number', () => {
  it('that two members handed in is shown to reviewers, and kept from buyers', async () => {
    const [one, other] = [await signInBuyer(server), await signInBuyer(server)];
    const [first, second] = [await begin(one, 'TAX_NUMBER'), await begin(other, 'TAX_NUMBER')];
    await handInTaxNumber(one, first, 'DE 136 695 976');
    await handInTaxNumber(other, second, '136695976');
    const { viewer } = await one.data(readSelf, {});
    const { verification } = await reviewer.data(readReuses, { id: second });
    expect(verification).toEqual({ reusedBy: [{ member: { id: viewer.id }, verification: { id: first } }] });
    const { errors } = await other.run(readReuses, { id: second });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
