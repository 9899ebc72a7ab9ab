import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSamplePdf } from '../storage/sample-files.ts';
import { atOnce } from '../support/at-once.ts';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, declare, handInMaterials, read, signInBuyer, upload, uploaded } from '../support/buyer-steps.ts';
import { filesOf } from '../support/data-folder.ts';
import { file, materialFiles } from '../support/material-files.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const TWENTY_MEGABYTES = 20 * 1024 * 1024;

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

const document = (bytes: number) => file('statement.pdf', 'application/pdf', createSamplePdf(bytes));

describe('a file', () => {
  it('may have 20 MB, and not one byte more', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    expect(await upload(buyer, id, 'BANK_STATEMENT', document(TWENTY_MEGABYTES))).toMatchObject({
      material: { bytes: TWENTY_MEGABYTES },
    });
    const files = await filesOf(server);
    expect(await upload(buyer, id, 'BANK_STATEMENT', document(TWENTY_MEGABYTES + 1))).toEqual({
      __typename: 'MaterialTooLarge',
      message: 'A file may have 20 MB, all of a verification 100 MB in 20 files.',
      maxFileBytes: TWENTY_MEGABYTES,
      maxTotalBytes: 5 * TWENTY_MEGABYTES,
      maxFiles: 20,
    });
    expect(await filesOf(server)).toEqual(files);
    await buyer.close();
  });

  it('that is larger than any request may be is refused unread', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    const input = { verification: id, kind: 'BANK_STATEMENT', file: null } as const;
    const { errors } = await buyer.upload(uploadMaterial, { input }, document(25 * 1024 * 1024));
    expect(errors?.[0]?.extensions?.code).toBe('PAYLOAD_TOO_LARGE');
    await buyer.close();
  });

  it('is of a kind that the identity asks for', async () => {
    const buyer = await signInBuyer(server, sampleIdentity('ONLINE_RETAILER').identity);
    const id = await begin(buyer, 'MATERIALS');
    const files = await filesOf(server);
    expect(await upload(buyer, id, 'BANK_STATEMENT')).toEqual({
      __typename: 'MaterialNotRequired',
      message: 'Your identity asks for STORE_BACKEND_SCREENSHOT, STORE_FLOW_STATEMENT, not for BANK_STATEMENT.',
      required: ['STORE_BACKEND_SCREENSHOT', 'STORE_FLOW_STATEMENT'],
    });
    expect(await filesOf(server)).toEqual(files);
    await buyer.close();
  });

  it('follows the identity when that changes', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    await declare(buyer, sampleIdentity('INFLUENCER').identity);
    expect(await upload(buyer, id, 'BANK_STATEMENT')).toMatchObject({ required: ['SOCIAL_MEDIA_SCREENSHOT'] });
    expect(await upload(buyer, id, 'SOCIAL_MEDIA_SCREENSHOT', materialFiles.png)).toMatchObject({
      verification: { requirements: [{ met: true, requirement: { kind: 'SOCIAL_MEDIA_SCREENSHOT' } }] },
    });
    await buyer.close();
  });
});

describe('a request that brings no file', () => {
  it.each([null, 'statement.pdf', {}])('but %j in its place is malformed', async (given) => {
    const buyer = await signInBuyer(server);
    const input = { verification: await begin(buyer, 'MATERIALS'), kind: 'BANK_STATEMENT', file: given } as const;
    const { errors } = await buyer.run(uploadMaterial, { input });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    await buyer.close();
  });
});

describe('a draft', () => {
  it('of another buyer is answered like one that there is not, and takes nothing', async () => {
    const [buyer, other] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
    const id = await begin(buyer, 'MATERIALS');
    const files = await filesOf(server);
    const unknown = await upload(other, '01890a5d-ac96-774b-bcce-b302099a8057', 'BANK_STATEMENT');
    expect(unknown.__typename).toBe('VerificationNotFound');
    expect(await upload(other, id, 'BANK_STATEMENT')).toEqual(unknown);
    expect(await upload(other, 'not an id', 'BANK_STATEMENT')).toEqual(unknown);
    expect(await read(buyer, id)).toMatchObject({ materials: [] });
    expect(await filesOf(server)).toEqual(files);
    await Promise.all([buyer.close(), other.close()]);
  });

  it('that is submitted takes no more', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    await handInMaterials(buyer, id);
    const files = await filesOf(server);
    const refused = { __typename: 'VerificationNotOpen', status: 'SUBMITTED', method: 'MATERIALS' };
    expect(await upload(buyer, id, 'BANK_STATEMENT')).toMatchObject(refused);
    expect(await read(buyer, id)).toMatchObject({ materials: [{ kind: 'BANK_STATEMENT' }] });
    expect(await filesOf(server)).toEqual(files);
    await buyer.close();
  });

  it('of another method takes none', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'EMAIL');
    expect(await upload(buyer, id, 'BANK_STATEMENT')).toMatchObject({
      __typename: 'VerificationNotOpen',
      status: 'DRAFT',
      method: 'EMAIL',
    });
    await buyer.close();
  });

  it('takes files of one buyer while that of another takes others', async () => {
    const buyers = await atOnce(4, () => signInBuyer(server));
    const contents = await Promise.all(
      buyers.map(async (buyer, index) => {
        const id = await begin(buyer, 'MATERIALS');
        await atOnce(3, () => uploaded(buyer, id, 'BANK_STATEMENT', document(10_000 + index)));
        const verification = await read(buyer, id);
        await buyer.close();
        return verification?.__typename === 'MaterialVerification' ? verification.materials : [];
      }),
    );
    expect(contents.map((materials) => materials.map(({ bytes }) => bytes))).toEqual(
      [0, 1, 2, 3].map((index) => Array.from({ length: 3 }, () => 10_000 + index)),
    );
  });

  it('that is handed in or withdrawn while a file arrives keeps it whole or not at all', async () => {
    const buyer = await signInBuyer(server);
    for (const end of ['hand in', 'withdraw'] as const) {
      const id = await begin(buyer, 'MATERIALS');
      await uploaded(buyer, id, 'BANK_STATEMENT');
      const before = (await filesOf(server)).length;
      const [late] = await Promise.all([
        upload(buyer, id, 'BANK_STATEMENT', document(3_000_000)),
        end === 'hand in'
          ? handInMaterials(buyer, id)
          : buyer.data(withdrawVerification, { input: { verification: id } }),
      ]);
      const kept = late.__typename === 'UploadMaterialSuccess' ? 1 : 0;
      const verification = await read(buyer, id);
      expect(verification).toMatchObject({ materials: { length: 1 + kept } });
      expect(await filesOf(server)).toHaveLength(before + kept);
      await buyer.data(withdrawVerification, { input: { verification: id } });
    }
    await buyer.close();
  });
});
