import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MaterialKind, ReasonCode } from '../generated/graphql.ts';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, declare, handInMaterials, read, remove, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { materialFiles } from '../support/material-files.ts';
import { linkOf } from '../support/material-link.ts';
import { rejectNow } from '../support/quick-review.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const { identity: shop, kinds } = sampleIdentity('OFFLINE_RETAILER');

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

async function materialsOf(client: TestClient, id: string) {
  const verification = await read(client, id);
  return verification?.__typename === 'MaterialVerification' ? verification.materials : [];
}

/** A shop whose first run is rejected: for one material, or for the whole. */
async function rejectedShop(code: ReasonCode, named?: MaterialKind) {
  const buyer = await signInBuyer(server, shop);
  const first = await begin(buyer, 'MATERIALS');
  const files = new Map<MaterialKind, string>();
  for (const kind of kinds) files.set(kind, await uploaded(buyer, first, kind, materialFiles.webp));
  await handInMaterials(buyer, first);
  const material = named === undefined ? {} : { material: files.get(named) ?? '' };
  await rejectNow(reviewer, first, [{ code, ...material }]);
  return { buyer, first, files };
}

describe('a new run after a rejection', () => {
  it('keeps the materials that were accepted, and asks for the one that was not', async () => {
    const { buyer, first } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const second = await begin(buyer, 'MATERIALS');
    expect(second).not.toBe(first);
    const kept = await materialsOf(buyer, second);
    expect(kept).toMatchObject([
      { kind: 'STORE_PHOTO', fileName: 'screenshot.webp', mediaType: 'image/webp', keptFromEarlierRun: true },
      { kind: 'BANK_STATEMENT', bytes: materialFiles.webp.content.length, keptFromEarlierRun: true },
    ]);
    expect(await handInMaterials(buyer, second)).toMatchObject({ unmet: [{ kind: 'BUSINESS_LICENSE' }] });
    await uploaded(buyer, second, 'BUSINESS_LICENSE', materialFiles.pdf);
    expect(await handInMaterials(buyer, second)).toMatchObject({
      verification: { status: 'SUBMITTED', requirements: [{ met: true }, { met: true }, { met: true }] },
    });
    // What was reviewed stays as it was.
    expect(await read(buyer, first)).toMatchObject({
      status: 'REJECTED',
      decision: { reasons: [{ code: 'MATERIAL_UNREADABLE' }] },
    });
    expect(await materialsOf(reviewer, first)).toHaveLength(3);
    await buyer.close();
  });

  it('keeps bytes that the buyer and the reviewer can open', async () => {
    const { buyer } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const second = await begin(buyer, 'MATERIALS');
    const [photo] = await materialsOf(buyer, second);
    await uploaded(buyer, second, 'BUSINESS_LICENSE');
    await handInMaterials(buyer, second);
    for (const client of [buyer, reviewer]) {
      const response = await fetch((await linkOf(client, second, photo?.id ?? '')).url);
      expect((await sharp(await response.arrayBuffer()).metadata()).format).toBe('webp');
    }
    await buyer.close();
  });

  it('gives a kept one up without touching what was reviewed', async () => {
    const { buyer, first, files } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const before = await filesOf(server);
    const second = await begin(buyer, 'MATERIALS');
    for (const { id } of await materialsOf(buyer, second)) await remove(buyer, id);
    expect(await handInMaterials(buyer, second)).toMatchObject({ unmet: kinds.map((kind) => ({ kind })) });
    expect(await filesOf(server)).toEqual(before);
    const photo = files.get('STORE_PHOTO') ?? '';
    expect((await fetch((await linkOf(reviewer, first, photo)).url)).status).toBe(200);
    await buyer.close();
  });

  it('keeps all when no reason names a material', async () => {
    const { buyer } = await rejectedShop('INFORMATION_INCORRECT');
    const second = await begin(buyer, 'MATERIALS');
    expect((await materialsOf(buyer, second)).map(({ kind }) => kind)).toEqual(kinds);
    expect(await handInMaterials(buyer, second)).toMatchObject({ verification: { status: 'SUBMITTED' } });
    await buyer.close();
  });

  it('keeps none when another identity is asked for', async () => {
    const { buyer } = await rejectedShop('IDENTITY_TYPE_UNSUITABLE');
    expect(await materialsOf(buyer, await begin(buyer, 'MATERIALS'))).toEqual([]);
    await buyer.close();
  });

  it('keeps what a new identity asks for as well', async () => {
    const { buyer } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    await declare(buyer, sampleIdentity('MANUFACTURER').identity);
    const second = await begin(buyer, 'MATERIALS');
    expect(await materialsOf(buyer, second)).toMatchObject([{ kind: 'BANK_STATEMENT' }]);
    await buyer.close();
  });

  it('keeps them over a run that was withdrawn, and towards another stage', async () => {
    const { buyer } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const second = await begin(buyer, 'MATERIALS');
    await buyer.data(withdrawVerification, { input: { verification: second } });
    const third = await begin(buyer, 'MATERIALS', 'GOLD');
    expect(await materialsOf(buyer, third)).toMatchObject([{ kind: 'STORE_PHOTO' }, { kind: 'BANK_STATEMENT' }]);
    await buyer.close();
  });

  it('keeps what was kept before, until a review names it', async () => {
    const { buyer } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const second = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, second, 'BUSINESS_LICENSE');
    await handInMaterials(buyer, second);
    const [photo] = await materialsOf(buyer, second);
    await rejectNow(reviewer, second, [{ code: 'STORE_NAME_MISMATCH', material: photo?.id ?? '' }]);
    const third = await begin(buyer, 'MATERIALS');
    expect(await materialsOf(buyer, third)).toMatchObject([
      { kind: 'BANK_STATEMENT', keptFromEarlierRun: true },
      { kind: 'BUSINESS_LICENSE', keptFromEarlierRun: true },
    ]);
    await buyer.close();
  });

  it('is nothing that another buyer gets', async () => {
    const { buyer } = await rejectedShop('MATERIAL_UNREADABLE', 'BUSINESS_LICENSE');
    const other = await signInBuyer(server, shop);
    expect(await materialsOf(other, await begin(other, 'MATERIALS'))).toEqual([]);
    await Promise.all([buyer.close(), other.close()]);
  });
});
