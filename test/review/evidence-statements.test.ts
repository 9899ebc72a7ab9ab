import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { untilDone } from '../jobs/job-table.ts';
import { statementPdf } from '../reading/statement-pdf.ts';
import { begin, handInMaterials, handInTaxNumber, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { readDatabase } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { shape, statementsOf } from '../support/statements.ts';

const pageWithEvidence = graphql(`
  query EvidencePage($first: Int!) {
    reviewQueue(first: $first) {
      nodes {
        __typename
        id
        ... on MaterialVerification {
          materials {
            fileName
            link {
              url
            }
            inspection {
              state
              pageCount
              warnings {
                code
              }
              pages(first: 1) {
                number
                image {
                  url
                }
                thumbnail {
                  url
                }
              }
            }
            reading {
              state
              facts {
                fact
                mark
                words {
                  text
                }
              }
            }
            resemblances {
              kind
              similarity
              member {
                name
              }
              material {
                fileName
                inspection {
                  state
                }
              }
              differences {
                fact
                here
                there
              }
            }
          }
        }
        ... on TaxNumberVerification {
          maskedTaxNumber
          reusedBy {
            member {
              name
            }
            verification {
              status
            }
          }
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
  // Every third hands in a statement, by turns the same one and an edited one; all others the same tax number. A few stand on no page.
  for (let nth = 0; nth < 53; nth += 1) await addCase(nth);
  const database = await readDatabase(server.databaseUrl);
  for (const task of ['read_material', 'send_mail']) await untilDone(database, task);
  await database.close();
});
afterAll(() => server.close());

async function addCase(nth: number): Promise<void> {
  const buyer = await signInBuyer(server);
  if (nth % 3 !== 0) {
    await handInTaxNumber(buyer, await begin(buyer, 'TAX_NUMBER'));
    return;
  }
  const total = nth % 2 === 0 ? '45,997.70 EUR' : '945,997.70 EUR';
  const draft = await begin(buyer, 'MATERIALS');
  const statement = { company: 'Harbour Trading GmbH', period: '1 July 2026 to 31 July 2026', total };
  await uploaded(buyer, draft, 'BANK_STATEMENT', await statementPdf(statement));
  await handInMaterials(buyer, draft);
}

it('reads what was found in the materials of 50 cases with as many statements as of 5', async () => {
  const kinds = new Set<string>();
  const read = (first: number) => async () => {
    const { nodes } = (await reviewer.data(pageWithEvidence, { first })).reviewQueue;
    expect(nodes).toHaveLength(first);
    expect(nodes).toContainEqual(
      expect.objectContaining({
        reusedBy: expect.arrayContaining([expect.objectContaining({ member: { name: 'Test Person' } })]),
      }),
    );
    const materials = nodes.flatMap((node) => ('materials' in node ? node.materials : []));
    expect(materials.length).toBeGreaterThanOrEqual(Math.floor(first / 3));
    for (const { inspection, reading, resemblances } of materials) {
      expect(inspection.pages).toHaveLength(1);
      expect(reading.facts).toHaveLength(3);
      for (const { kind, differences } of resemblances) kinds.add(`${kind} ${differences.length}`);
    }
  };
  // The first time a person asks for anything, it is kept as well.
  await read(5)();
  const small = await statementsOf(read(5));
  const large = await statementsOf(read(50));
  expect(kinds).toEqual(new Set(['EXACT_COPY 0', 'EDITED_COPY 1']));
  expect([...large].sort().map(shape)).toEqual([...small].sort().map(shape));
  // Who asks, the page, materials, their pages, readings and resemblances, what these refer to, and reused tax numbers with theirs.
  expect(small.length).toBeLessThanOrEqual(12);
});
