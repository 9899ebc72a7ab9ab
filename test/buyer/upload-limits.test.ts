import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSamplePdf } from '../storage/sample-files.ts';
import { atOnce } from '../support/at-once.ts';
import { begin, read, remove, signInBuyer, upload, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { file } from '../support/material-files.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const KILOBYTE = 1024;

let server: TestServer;
beforeAll(async () => {
  // Half a megabyte a file, one megabyte in all, in four files at most.
  server = await startServerForTests({
    policy: (shipped) =>
      shipped
        .replace('maxFileMegabytes: 20', 'maxFileMegabytes: 0.5')
        .replace('maxTotalMegabytes: 100', 'maxTotalMegabytes: 1')
        .replace('maxFiles: 20', 'maxFiles: 4'),
  });
});
afterAll(() => server.close());

function ofKilobytes(kilobytes: number) {
  return file('statement.pdf', 'application/pdf', createSamplePdf(kilobytes * KILOBYTE));
}

async function bytesIn(buyer: TestClient, id: string): Promise<number[]> {
  const verification = await read(buyer, id);
  return verification?.__typename === 'MaterialVerification' ? verification.materials.map(({ bytes }) => bytes) : [];
}

describe('the operator’s limits', () => {
  it('hold for one file', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    expect(await upload(buyer, id, 'BANK_STATEMENT', ofKilobytes(513))).toEqual({
      __typename: 'MaterialTooLarge',
      message: 'A file may have 0.5 MB, all of a verification 1 MB in 4 files.',
      maxFileBytes: 512 * KILOBYTE,
      maxTotalBytes: 1024 * KILOBYTE,
      maxFiles: 4,
    });
    await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(512));
    await buyer.close();
  });

  it('hold for all files together, to the byte, and room that is made can be used', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    const first = await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(512));
    await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(511));
    expect(await upload(buyer, id, 'BANK_STATEMENT', ofKilobytes(2))).toMatchObject({ __typename: 'MaterialTooLarge' });
    await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(1));
    expect(await upload(buyer, id, 'BANK_STATEMENT', ofKilobytes(1))).toMatchObject({ __typename: 'MaterialTooLarge' });
    await remove(buyer, first);
    await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(512));
    expect((await bytesIn(buyer, id)).reduce((sum, bytes) => sum + bytes, 0)).toBe(1024 * KILOBYTE);
    await buyer.close();
  });

  it('hold for the number of files', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    for (let count = 1; count <= 4; count += 1) await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(1));
    expect(await upload(buyer, id, 'BANK_STATEMENT', ofKilobytes(1))).toMatchObject({
      __typename: 'MaterialTooLarge',
      maxFiles: 4,
    });
    await buyer.close();
  });

  it('hold though all files come at once, and what is too much leaves nothing behind', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    const before = (await filesOf(server)).length;
    const answers = await atOnce(12, () => upload(buyer, id, 'BANK_STATEMENT', ofKilobytes(400)));
    expect(answers.filter(({ __typename }) => __typename === 'UploadMaterialSuccess')).toHaveLength(2);
    expect(answers.filter(({ __typename }) => __typename === 'MaterialTooLarge')).toHaveLength(10);
    expect(await bytesIn(buyer, id)).toEqual([400 * KILOBYTE, 400 * KILOBYTE]);
    expect(await filesOf(server)).toHaveLength(before + 2);
    await buyer.close();
  });

  it('hold for each draft by itself', async () => {
    const [one, two] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
    for (const buyer of [one, two]) {
      const id = await begin(buyer, 'MATERIALS');
      await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(512));
      await uploaded(buyer, id, 'BANK_STATEMENT', ofKilobytes(512));
      expect(await bytesIn(buyer, id)).toHaveLength(2);
    }
    await Promise.all([one.close(), two.close()]);
  });
});
