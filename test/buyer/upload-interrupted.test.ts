import { once } from 'node:events';
import { print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerTo, cutOff, multipartType, openUpload, part } from '../http-multipart/multipart-client.ts';
import { createSamplePdf } from '../storage/sample-files.ts';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { begin, handInMaterials, read, remove, signInBuyer, upload, uploaded, used } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf, spoolOf } from '../support/data-folder.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let buyer: TestClient;
let draft: string;
beforeAll(async () => {
  server = await startServerForTests();
});
beforeEach(async () => {
  buyer = await signInBuyer(server);
  draft = await begin(buyer, 'MATERIALS');
  return () => buyer.close();
});
afterAll(() => server.close());

/** Opens an upload to the draft; what is written to it is the body. */
function open() {
  return openUpload(server.url, { authorization: `Bearer ${buyer.token}`, 'content-type': multipartType });
}

function opening(verification = draft): Buffer {
  const variables = { input: { verification, kind: 'BANK_STATEMENT', file: null } };
  return Buffer.concat([
    part('operations', { query: print(uploadMaterial), variables }),
    part('map', { 0: ['variables.input.file'] }),
  ]);
}

const document = part('0', createSamplePdf(2_000_000), 'statement.pdf');

const nothing = { files: [], verification: { materials: [], version: 1 } };

/** What is there once nothing is on its way in any more. */
async function whatIsKept() {
  return { files: await filesOf(server), verification: await read(buyer, draft) };
}

describe('a client that hangs up', () => {
  it('in the middle of the file leaves nothing behind', async () => {
    const request = open();
    request.write(opening());
    request.write(document.subarray(0, 1_000_000));
    await vi.waitFor(async () => expect(await spoolOf(server)).toHaveLength(1));
    request.destroy();
    expect(await whatIsKept()).toMatchObject(nothing);
  });

  it('before the file begins leaves nothing behind', async () => {
    const request = open();
    request.write(opening());
    await once(request, 'socket');
    request.destroy();
    expect(await whatIsKept()).toMatchObject(nothing);
  });

  it('after the last byte but one leaves nothing behind', async () => {
    const request = open();
    request.write(Buffer.concat([opening(), document]));
    await vi.waitFor(async () => expect(await spoolOf(server)).toHaveLength(1));
    request.destroy();
    expect(await whatIsKept()).toMatchObject(nothing);
  });

  it('twenty times over leaves nothing behind, and the draft still takes a file', async () => {
    const requests = Array.from({ length: 20 }, () => open());
    for (const request of requests) {
      request.write(opening());
      request.write(document.subarray(0, 300_000));
    }
    await vi.waitFor(async () => expect((await spoolOf(server)).length).toBeGreaterThan(10));
    for (const request of requests) request.destroy();
    expect(await whatIsKept()).toMatchObject(nothing);
    const id = await uploaded(buyer, draft, 'BANK_STATEMENT');
    expect(await filesOf(server)).toHaveLength(1);
    await remove(buyer, id);
    expect(await whatIsKept()).toMatchObject(nothing);
  });
});

describe('a body that breaks off', () => {
  it('is answered, and leaves nothing behind', async () => {
    const request = open();
    const answer = answerTo(request);
    request.end(Buffer.concat([opening(), document.subarray(0, 500_000)]));
    const { data } = await answer;
    expect(data).toMatchObject({ uploadMaterial: { __typename: 'MaterialBroken' } });
    expect(await whatIsKept()).toMatchObject(nothing);
  });

  it('before its map is answered as malformed', async () => {
    const request = open();
    const answer = answerTo(request);
    request.end(part('operations', { query: '{ viewer { id } }' }));
    expect(await answer).toMatchObject({ status: 400, codes: ['BAD_MULTIPART_REQUEST'] });
    expect(await whatIsKept()).toMatchObject(nothing);
  });

  it('costs no chance', async () => {
    const request = open();
    const done = cutOff(request);
    request.end(Buffer.concat([opening(), document.subarray(0, 500_000)]));
    await done;
    expect(await handInMaterials(buyer, draft)).toMatchObject({ __typename: 'RequirementsUnmet' });
    expect(await used(buyer, 'MATERIALS')).toBe(0);
  });
});

describe('an upload that nobody signed', () => {
  it('is refused before a byte is kept', async () => {
    const stranger = server.withToken(undefined);
    await expect(upload(stranger, draft, 'BANK_STATEMENT')).rejects.toThrow('UNAUTHENTICATED');
    expect(await whatIsKept()).toMatchObject(nothing);
    await stranger.close();
  });
});
