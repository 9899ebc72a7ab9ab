import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { begin, read, signInBuyer } from '../support/buyer-steps.ts';
import type { TestClient, TestFile } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { createPdf, file, materialFiles } from '../support/material-files.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed } from './send-keyed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests({
    policy: (shipped) => shipped.replace('maxFileMegabytes: 20', 'maxFileMegabytes: 1'),
  });
});
afterAll(() => server.close());

let buyer: TestClient;
let verification: string;
let filesBefore: number;
beforeEach(async () => {
  buyer = await signInBuyer(server);
  verification = await begin(buyer, 'MATERIALS');
  filesBefore = (await filesOf(server)).length;
  return () => buyer.close();
});

const upload = (given: TestFile, key = 'a-file') =>
  sendKeyed(
    server,
    {
      document: untyped(uploadMaterial),
      input: { verification, kind: 'BANK_STATEMENT', file: null },
      file: given,
      token: buyer.token,
    },
    key,
  );

async function kept() {
  const draft = await read(buyer, verification);
  const materials = draft && 'materials' in draft ? draft.materials.length : undefined;
  return { materials, files: (await filesOf(server)).length - filesBefore };
}

describe('a file that is sent with a key', () => {
  it('is kept once, however often its bytes are sent', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(materialFiles.pdf)));
    expect(answers[0]?.text).toContain('"__typename":"UploadMaterialSuccess"');
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await upload({ ...materialFiles.pdf, name: 'renamed.pdf' })).text).toBe(answers[0]?.text);
    expect(await kept()).toEqual({ materials: 1, files: 1 });
  });

  it('is refused when its bytes are others, however alike', async () => {
    await upload(materialFiles.pdf);
    const other = await upload(file('statement.pdf', 'application/pdf', createPdf('Another statement')));
    expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
    expect(await kept()).toEqual({ materials: 1, files: 1 });
  });

  it('and is too large takes no key: a smaller one can be sent with it', async () => {
    const large = file('large.pdf', 'application/pdf', Buffer.alloc(1024 * 1024 + 1, createPdf('Large')));
    for (const answer of [await upload(large), await upload(large)]) {
      expect(answer.text).toContain('"__typename":"MaterialTooLarge"');
    }
    expect((await upload(materialFiles.pdf)).text).toContain('"__typename":"UploadMaterialSuccess"');
    expect(await kept()).toEqual({ materials: 1, files: 1 });
  });

  it('and breaks off on its way takes no key: the whole one can be sent with it', async () => {
    const boundary = 'b';
    const operations = {
      query: 'mutation ($input: UploadMaterialInput!) { uploadMaterial(input: $input) { __typename } }',
      variables: { input: { verification, kind: 'BANK_STATEMENT', file: null } },
    };
    const part = (head: string, content: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}`;
    const body = [
      part('name="operations"', JSON.stringify(operations)),
      part('name="map"', JSON.stringify({ 0: ['variables.input.file'] })),
      // No boundary closes it.
      part('name="0"; filename="statement.pdf"', createPdf('Half').toString('latin1').slice(0, 200)),
    ].join('\r\n');
    const broken = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'apollo-require-preflight': 'true',
        authorization: `Bearer ${buyer.token}`,
        'idempotency-key': 'a-file',
      },
      body,
    });
    expect(await broken.text()).toContain('MaterialBroken');
    expect((await upload(materialFiles.pdf)).text).toContain('"__typename":"UploadMaterialSuccess"');
    expect(await kept()).toEqual({ materials: 1, files: 1 });
  });
});
