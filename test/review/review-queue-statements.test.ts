import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { untilDone } from '../jobs/job-table.ts';
import type { TestClient } from '../support/client.ts';
import { readDatabase } from '../support/database-reader.ts';
import { approveVerification, claimVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { shape, statementsOf } from '../support/statements.ts';
import { submitVerification } from '../support/submitted-verification.ts';

const wholePage = graphql(`
  query StatementsPage($first: Int!) {
    reviewQueue(first: $first) {
      totalCount
      nodes {
        __typename
        id
        overdue
        stage {
          code
        }
        identity {
          __typename
        }
        claim {
          until
          reviewer {
            name
          }
        }
        member {
          name
          chances {
            left
          }
          spend {
            total {
              amount
            }
          }
          verifications(first: 2) {
            totalCount
            nodes {
              id
            }
          }
          unlockPlan(stage: "PLATINUM") {
            methods {
              available
              chances {
                left
              }
            }
          }
          membership {
            level {
              code
            }
            unlockedBy {
              ... on UnlockedByVerification {
                verification {
                  decision {
                    decidedBy {
                      name
                    }
                    reasons {
                      code
                    }
                  }
                }
              }
            }
          }
        }
        ... on MaterialVerification {
          materials {
            fileName
            link {
              url
            }
          }
          requirements {
            met
            materials {
              id
            }
          }
        }
        ... on TaxNumberVerification {
          maskedTaxNumber
        }
        ... on EmailVerification {
          email
        }
      }
    }
  }
`);

const influencer = {
  influencer: { account: '@a', platform: 'Somewhere', profileLink: 'https://a.example', followerCount: 5 },
};

let server: TestServer;
let reviewer: TestClient;

beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
  // Each has an approved verification by tax number and a submitted one by materials; every other is claimed.
  for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 10 }, (_, nth) => addCase(nth)));
  // The jobs that send mails read and write as well, and have to be done before statements are counted.
  const database = await readDatabase(server.databaseUrl);
  await untilDone(database, 'send_mail');
  await database.close();
});
afterAll(() => server.close());

async function addCase(nth: number): Promise<void> {
  const { buyer, id, version } = await submitVerification(server, { identity: influencer });
  await reviewer.data(approveVerification, { input: { verification: id, version } });
  const waiting = await submitVerification(server, { buyer, method: 'MATERIALS', stage: 'GOLD', identity: influencer });
  if (nth % 2 === 0) await reviewer.data(claimVerification, { input: { verification: waiting.id } });
}

it('reads a page of 50 with as many statements as one of 5', async () => {
  const pages = { 5: 0, 50: 0 };
  const read = (first: 5 | 50) => async () => {
    const { reviewQueue: page } = await reviewer.data(wholePage, { first });
    expect(page.totalCount).toBe(50);
    expect(page.nodes[0]).toMatchObject({
      member: { membership: { unlockedBy: { verification: { decision: { decidedBy: { name: 'Test Person' } } } } } },
      materials: [{ fileName: 'social_media_screenshot.png' }],
    });
    expect(page.nodes.some((node) => node.claim)).toBe(true);
    pages[first] = page.nodes.length;
  };
  const small = await statementsOf(read(5));
  const large = await statementsOf(read(50));
  expect(pages).toEqual({ 5: 5, 50: 50 });
  expect([...large].sort().map(shape)).toEqual([...small].sort().map(shape));
  // Who asks, the page, its length, members, chances, spend, stages, changes, materials, what
  // unlocked them, two of decisions, and five of the members' verifications and plans.
  expect(small.length).toBeLessThanOrEqual(17);
});
