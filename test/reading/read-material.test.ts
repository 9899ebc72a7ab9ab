import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findProjectRoot } from '../../src/project-root.ts';
import { graphql } from '../generated/gql.ts';
import type { MaterialKind } from '../generated/graphql.ts';
import { begin, declare, handInMaterials, remove, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient, TestFile } from '../support/client.ts';
import { file, materialFiles } from '../support/material-files.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { statementPdf } from './statement-pdf.ts';

const readReading = graphql(`
  query MaterialReadings($id: ID!) {
    verification(id: $id) {
      ... on MaterialVerification {
        materials {
          id
          reading {
            state
            readAt
            facts {
              fact
              mark
              message
              claimed
              amount {
                amount
                currency
              }
              period {
                from
                to
                days
              }
              words {
                text
                page
                left
                top
                width
                height
              }
            }
          }
        }
      }
    }
  }
`);
const readResemblances = graphql(`
  query MaterialResemblances($id: ID!) {
    verification(id: $id) {
      ... on MaterialVerification {
        materials {
          id
          resemblances {
            kind
            similarity
            message
            material {
              id
              fileName
            }
            member {
              id
            }
            differences {
              fact
              here
              there
            }
          }
        }
      }
    }
  }
`);
const readSelf = graphql(`
  query ReadingSelf {
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

const july = '1 July 2026 to 31 July 2026';
const company = (companyName: string) => ({ wholesaler: { companyName, productCategories: 'Tools' } });

async function materialsOf(client: TestClient, id: string) {
  const { verification } = await client.data(readReading, { id });
  return verification && 'materials' in verification ? verification.materials : [];
}

/** The reading of the newest material of a draft, once it is there. */
async function waitForReading(client: TestClient, id: string) {
  return vi.waitFor(
    async () => {
      const reading = (await materialsOf(client, id)).at(-1)?.reading;
      if (reading === undefined || reading.state === 'PENDING') throw new Error('not read yet');
      return reading;
    },
    { timeout: 50_000, interval: 100 },
  );
}

function flowStatement(): Promise<Buffer> {
  return readFile(join(findProjectRoot(), 'sample-files', 'store-flow-statement.png'));
}

const factsOfFlow = [
  { fact: 'STATEMENT_PERIOD', mark: 'FOUND', period: { from: '2026-08-01', to: '2026-10-31', days: 92 } },
  { fact: 'STATEMENT_AMOUNT', mark: 'FOUND', amount: { amount: 3_818_425, currency: 'USD' } },
];

/** The reading of a picture that an online retailer hands in as a statement of its store's flow. */
async function readFlow(name: string, picture: Buffer, mediaType = 'image/png') {
  const buyer = await signInBuyer(server, sampleIdentity('ONLINE_RETAILER').identity);
  const id = await begin(buyer, 'MATERIALS');
  await uploaded(buyer, id, 'STORE_FLOW_STATEMENT', file(name, mediaType, picture));
  return waitForReading(buyer, id);
}

/** The middle of a word, in shares of its page. */
function middleOf(word: { left: number; top: number; width: number; height: number } | undefined) {
  if (word === undefined) throw new Error('there is no such word');
  return { x: word.left + word.width / 2, y: word.top + word.height / 2 };
}

/** A buyer of that name with a draft that holds a file, which was read. */
async function handIn(name: string, given: TestFile, kind: MaterialKind = 'BANK_STATEMENT') {
  const buyer = await signInBuyer(server, company(name));
  const id = await begin(buyer, 'MATERIALS');
  const material = await uploaded(buyer, id, kind, given);
  const reading = await waitForReading(buyer, id);
  const { viewer } = await buyer.data(readSelf, {});
  return { buyer, id, material, reading, memberId: viewer.id };
}

async function resemblancesOf(id: string) {
  const { verification } = await reviewer.data(readResemblances, { id });
  return verification && 'materials' in verification ? verification.materials.flatMap((one) => one.resemblances) : [];
}

describe('what a material shows', () => {
  it('is read off a screenshot, and seen by its buyer with its places before it submits', async () => {
    const { state, facts } = await readFlow('flow.png', await flowStatement());
    expect(state).toBe('READ');
    expect(facts).toMatchObject(factsOfFlow);
    const places = facts.flatMap(({ words }) => words);
    expect(places.length).toBeGreaterThan(4);
    for (const { left, top, width, height } of places) {
      expect(Math.min(left, top, width, height)).toBeGreaterThan(0);
      expect(Math.max(left + width, top + height)).toBeLessThan(1);
    }
  });

  it.each([
    ['a quarter to the right', 90, (x: number, y: number) => ({ x: 1 - y, y: x })],
    ['upside down', 180, (x: number, y: number) => ({ x: 1 - x, y: 1 - y })],
  ] as const)('is read off a page that lies %s, with its places as the page is served', async (_, degrees, lies) => {
    const upright = await readFlow('upright.png', await flowStatement());
    const picture = await sharp(await flowStatement())
      .rotate(degrees)
      .png()
      .toBuffer();
    const turned = await readFlow('turned.png', picture);
    expect(turned.facts).toMatchObject(factsOfFlow);
    const seen = turned.facts.flatMap(({ words }) => words);
    expect(seen.map(({ text }) => text)).toEqual(upright.facts.flatMap(({ words }) => words).map(({ text }) => text));
    for (const [index, word] of upright.facts.flatMap(({ words }) => words).entries()) {
      const there = middleOf(seen[index]);
      const { x, y } = middleOf(word);
      const expected = lies(x, y);
      expect(Math.hypot(there.x - expected.x, there.y - expected.y)).toBeLessThan(0.01);
    }
  });

  it('is read off a photograph that its EXIF says how to hold', async () => {
    const picture = sharp(await flowStatement())
      .rotate(270)
      .withMetadata({ orientation: 6 });
    const { facts } = await readFlow('photograph.jpg', await picture.jpeg({ quality: 92 }).toBuffer(), 'image/jpeg');
    expect(facts).toMatchObject(factsOfFlow);
    // The page is served upright: its words stand beside each other.
    const [first, second] = facts[0]?.words ?? [];
    expect(Math.abs(middleOf(first).y - middleOf(second).y)).toBeLessThan(0.01);
  });

  it('is read off the text of a PDF, against what was declared, and again when that changes', async () => {
    const statement = await statementPdf({
      company: 'Northwind Trading Limited',
      period: july,
      total: '45,997.70 EUR',
    });
    const { buyer, id, reading } = await handIn('Northwind Trading Ltd', statement);
    expect(reading.facts).toMatchObject([
      { fact: 'STATEMENT_PERIOD', mark: 'FOUND', period: { from: '2026-07-01', to: '2026-07-31', days: 31 } },
      { fact: 'STATEMENT_AMOUNT', mark: 'FOUND', amount: { amount: 4_599_770, currency: 'EUR' } },
      { fact: 'COMPANY_NAME', mark: 'FOUND', claimed: 'Northwind Trading Ltd' },
    ]);
    await declare(buyer, company('Quite Another Company'));
    await vi.waitFor(async () => {
      const [material] = await materialsOf(buyer, id);
      expect(material?.reading.facts[2]).toMatchObject({ mark: 'NOT_FOUND', claimed: 'Quite Another Company' });
    });
  });

  it('stops nobody from submitting when nothing can be read', async () => {
    const { buyer, id, reading } = await handIn('Silent Pictures Ltd', materialFiles.png);
    expect(reading).toMatchObject({ state: 'UNREADABLE', facts: [] });
    expect((await handInMaterials(buyer, id)).__typename).toBe('SubmitMaterialsSuccess');
  });
});

describe('a statement of another member', () => {
  const original = { company: 'Oakridge Furniture LLC', period: july, total: '45,997.70 EUR' };

  it('that was edited is shown to reviewers with what differs, and to nobody else', async () => {
    const first = await handIn('Oakridge Furniture LLC', await statementPdf(original));
    const edited = await statementPdf({ ...original, company: 'Maple Leaf Toys Ltd', total: '945,997.70 EUR' });
    const second = await handIn('Maple Leaf Toys Ltd', edited);
    const [seen, ...others] = (await resemblancesOf(second.id)).filter(({ member }) => member.id === first.memberId);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ kind: 'EDITED_COPY', material: { id: first.material } });
    expect(seen?.similarity).toBeGreaterThan(0.8);
    expect(seen?.differences).toEqual([
      { fact: 'STATEMENT_AMOUNT', here: '945,997.70 EUR', there: '45,997.70 EUR' },
      { fact: 'COMPANY_NAME', here: 'Maple Leaf Toys', there: 'Oakridge Furniture' },
    ]);
    // Also from the other side, which was handed in before.
    expect(await resemblancesOf(first.id)).toContainEqual(
      expect.objectContaining({ kind: 'EDITED_COPY', member: { id: second.memberId } }),
    );
    const { errors } = await second.buyer.run(readResemblances, { id: second.id });
    expect(errors?.map(({ extensions }) => extensions?.code)).toContain('FORBIDDEN');
    await remove(first.buyer, first.material);
    expect((await resemblancesOf(second.id)).filter(({ member }) => member.id === first.memberId)).toEqual([]);
  });

  it('that is the same file is an exact copy', async () => {
    const copied = await statementPdf({ ...original, account: 5 });
    const first = await handIn('Oakridge Furniture LLC', copied);
    const second = await handIn('Somebody Else Ltd', copied);
    expect(await resemblancesOf(second.id)).toMatchObject([
      { kind: 'EXACT_COPY', similarity: 1, member: { id: first.memberId }, differences: [] },
    ]);
  });

  it('of the same bank about another account is nothing to look at', async () => {
    await handIn(
      'Red Lantern Foods Ltd',
      await statementPdf({ ...original, company: 'Red Lantern Foods Ltd', account: 8 }),
    );
    const own = { company: 'Green Valley Tools Ltd', period: july, total: '12,810.40 EUR', account: 9 };
    const { id } = await handIn('Green Valley Tools Ltd', await statementPdf(own));
    expect(await resemblancesOf(id)).toEqual([]);
  });
});
