import { graphql } from '../generated/gql.ts';
import type { TestClient } from './client.ts';

const readLinks = graphql(`
  query MaterialLinks($verification: ID!) {
    verification(id: $verification) {
      ... on MaterialVerification {
        materials {
          id
          link {
            url
            expiresAt
          }
        }
      }
    }
  }
`);

/** A fresh link to a material of a verification; fails when the client can't see it. */
export async function linkOf(client: TestClient, verification: string, material: string) {
  const { verification: found } = await client.data(readLinks, { verification });
  const links = found && 'materials' in found ? found.materials : [];
  const link = links.find(({ id }) => id === material)?.link;
  if (!link) throw new Error('there is no such material to be seen');
  return link;
}
