import type { ResultOf } from '@graphql-typed-document-node/core';
import { vi } from 'vitest';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';

/** What was found in the files of a verification. */
const readInspections = graphql(`
  query Inspections($verification: ID!) {
    verification(id: $verification) {
      ... on MaterialVerification {
        requirements {
          met
        }
        materials {
          id
          link {
            url
          }
          inspection {
            state
            refusal {
              code
              message
              remedy
              remedyMessage
            }
            warnings {
              code
              message
              remedyMessage
              page
            }
            pageCount
            inspectedAt
            pages {
              number
              width
              height
              image {
                url
              }
              thumbnail {
                url
              }
            }
          }
        }
      }
    }
  }
`);

/** Pages of the first file of a verification, some at a time. */
export const readPages = graphql(`
  query InspectedPages($verification: ID!, $first: Int!, $after: Int!) {
    verification(id: $verification) {
      ... on MaterialVerification {
        materials {
          inspection {
            pages(first: $first, after: $after) {
              number
            }
          }
        }
      }
    }
  }
`);

/** What a buyer hears of its files. */
export const followInspections = graphql(`
  subscription FollowInspections($after: Cursor) {
    materialInspected(after: $after) {
      cursor
      at
      material {
        id
        inspection {
          state
        }
      }
    }
  }
`);

/** Hands the materials in, and says which files are in the way. */
export const submitInspected = graphql(`
  mutation SubmitInspected($input: SubmitMaterialsInput!) {
    submitMaterials(input: $input) {
      __typename
      ... on Problem {
        message
      }
      ... on MaterialsRefused {
        materials {
          id
          inspection {
            refusal {
              code
            }
          }
        }
      }
      ... on InspectionPending {
        materials {
          id
        }
      }
    }
  }
`);

/** The inspection of the first file of a verification, however it stands. */
export async function inspectionOf(client: TestClient, verification: string) {
  const { verification: found } = await client.data(readInspections, { verification });
  const [material] = found && 'materials' in found ? found.materials : [];
  if (material === undefined) throw new Error('there is no such material to be seen');
  return { ...material.inspection, link: material.link, isMet: isMet(found) };
}

/** The same, once it is done. */
export async function inspected(client: TestClient, verification: string) {
  return vi.waitFor(
    async () => {
      const inspection = await inspectionOf(client, verification);
      if (inspection.state === 'PENDING') throw new Error('it is not inspected yet');
      return inspection;
    },
    { timeout: 60_000, interval: 50 },
  );
}

function isMet(found: ResultOf<typeof readInspections>['verification']): boolean {
  return found && 'requirements' in found ? found.requirements.every(({ met }) => met) : false;
}
