import sharp from 'sharp';
import { expect, it, onTestFinished, vi } from 'vitest';
import { begin, signInBuyer, upload, uploaded, used } from '../support/buyer-steps.ts';
import { readDatabase } from '../support/database-reader.ts';
import { file, materialFiles } from '../support/material-files.ts';
import { startServerForTests } from '../support/server.ts';
import { EICAR, startClamd } from './clamd-double.ts';
import { createCostlyDocument, createPages, line } from './documents.ts';
import { inspected, inspectionOf, submitInspected } from './inspection-operations.ts';

it('opens nothing before the virus scanner has seen it, waits while it is away, and refuses what it finds', async () => {
  const clamd = await startClamd();
  const port = Number(new URL(clamd.url).port);
  await clamd.close();
  const server = await startServerForTests({ env: { CLAMD_URL: clamd.url } });
  onTestFinished(() => server.close());
  const [buyer, other] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
  const draft = await begin(buyer, 'MATERIALS');
  const material = await uploaded(buyer, draft, 'BANK_STATEMENT', materialFiles.png);
  const bad = await begin(other, 'MATERIALS');
  const infected = Buffer.concat([materialFiles.png.content, Buffer.from(EICAR)]);
  await uploaded(other, bad, 'BANK_STATEMENT', file('page.png', 'image/png', infected));

  const input = { verification: draft };
  expect((await buyer.data(submitInspected, { input })).submitMaterials).toMatchObject({
    __typename: 'InspectionPending',
    materials: [{ id: material }],
  });
  expect(await used(buyer, 'MATERIALS')).toBe(0);
  expect(await inspectionOf(buyer, draft)).toMatchObject({ state: 'PENDING', inspectedAt: null, pages: [] });

  const back = await startClamd(port);
  onTestFinished(() => back.close());
  expect(await inspected(buyer, draft)).toMatchObject({ state: 'INSPECTED' });
  expect(await inspected(other, bad)).toMatchObject({ state: 'REFUSED', refusal: { code: 'MALWARE' } });
  expect(back.scanned).toBe(2);
  expect((await buyer.data(submitInspected, { input })).submitMaterials.__typename).toBe('SubmitMaterialsSuccess');
  await Promise.all([buyer.close(), other.close()]);
}, 90_000);

it('stops a document that takes too long, and goes on with the next', async () => {
  const server = await startServerForTests({
    policy: (shipped) => shipped.replace('maxInspectionSeconds: 60', 'maxInspectionSeconds: 3'),
  });
  onTestFinished(() => server.close());
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'MATERIALS');
  await uploaded(buyer, draft, 'BANK_STATEMENT', file('a.pdf', 'application/pdf', createCostlyDocument()));
  expect(await inspected(buyer, draft)).toMatchObject({ state: 'REFUSED', refusal: { code: 'TOO_COSTLY' } });
  const next = await signInBuyer(server);
  const nextDraft = await begin(next, 'MATERIALS');
  await uploaded(next, nextDraft, 'BANK_STATEMENT', materialFiles.jpeg);
  expect(await inspected(next, nextDraft)).toMatchObject({ state: 'INSPECTED' });
  await Promise.all([buyer.close(), next.close()]);
}, 90_000);

it('gives every damaged file a verdict, and the server lives', async () => {
  const server = await startServerForTests();
  onTestFinished(() => server.close());
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'MATERIALS');
  const whole = await sharp(materialFiles.jpeg.content).resize(700).jpeg().toBuffer();
  const document = createPages(line('Damaged'));
  const damaged = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
    file('a.jpg', 'image/jpeg', damage(whole, seed)),
    ...(seed <= 3 ? [file('a.pdf', 'application/pdf', damage(document, seed))] : []),
  ]);
  for (const one of damaged) await upload(buyer, draft, 'BANK_STATEMENT', one);
  const states = await vi.waitFor(
    async () => {
      const found = await statesOf(server.databaseUrl);
      expect(found).not.toContain('PENDING');
      return found;
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(states.length).toBeGreaterThan(2);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await buyer.close();
}, 120_000);

/** The same bytes, some of them changed, and in every third the last part missing. */
function damage(bytes: Buffer, seed: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let turn = 0; turn < 8; turn += 1) {
    const at = 20 + ((seed * 7919 + turn * 104_729) % (copy.length - 40));
    copy[at] = (copy[at] ?? 0) ^ (1 << ((seed + turn) % 8));
  }
  const end = copy.subarray(-8);
  return seed % 3 === 0 ? Buffer.concat([copy.subarray(0, Math.floor(copy.length * 0.7)), end]) : copy;
}

/** How every file's inspection stands. */
async function statesOf(databaseUrl: string): Promise<readonly unknown[]> {
  const database = await readDatabase(databaseUrl);
  const rows = await database.rows('select inspection_state as state from material');
  await database.close();
  return rows.map(({ state }) => state);
}
