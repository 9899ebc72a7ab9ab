import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sweepUploadSpool } from '../../src/http/multipart/use-upload-spool.ts';
import { createSampleFiles, createSamplePdf } from '../storage/sample-files.ts';
import {
  answerTo,
  end,
  formOf,
  mapOne,
  nextPart,
  openUpload,
  part,
  postForm,
  postParts,
  storeOne,
} from './multipart-client.ts';
import { limits, startUploadServer, type UploadServer } from './upload-server.ts';

let server: UploadServer;
let samples: Awaited<ReturnType<typeof createSampleFiles>>;

beforeAll(async () => {
  samples = await createSampleFiles();
});
beforeEach(async () => {
  server = await startUploadServer();
});
afterEach(async () => {
  await server.close();
});

const storeLate = {
  query: 'mutation ($file: Upload!) { storeLate(file: $file) { bytes } }',
  variables: { file: null },
};
const storeAll = (count: number): object => ({
  query: 'mutation ($files: [Upload!]!) { storeAll(files: $files) { bytes } }',
  variables: { files: Array.from({ length: count }, () => null) },
});

describe('an uploaded file', () => {
  test('is stored as it was sent, under the name and type that it has', async () => {
    const file = new File([samples.png], 'スクリーンショット.png', { type: 'text/plain' });

    const { status, data } = await postForm(server.url, formOf(storeOne, mapOne, { 0: file }));

    expect(status).toBe(200);
    const sha256 = createHash('sha256').update(samples.png).digest('hex');
    const stored = { name: 'スクリーンショット.png', bytes: samples.png.length, sha256, mediaType: 'image/png' };
    expect(data).toEqual({ store: { ...stored, key: expect.any(String) } });
  });

  test('comes out of the storage byte for byte', async () => {
    const pdf = createSamplePdf(400_000);
    const { data } = await postForm(server.url, formOf(storeOne, mapOne, { 0: new File([pdf], 'a.pdf') }));
    const { key } = Object(data).store;
    expect(await buffer(await server.storage.open(String(key), null))).toEqual(pdf);
  });

  test('may come with others, in any order', async () => {
    const map = { a: ['variables.files.1'], b: ['variables.files.0'], c: ['variables.files.2'] };
    const { data } = await postParts(server.url, [
      part('operations', storeAll(3)),
      part('map', map),
      part('c', createSamplePdf(3000), 'c'),
      part('a', createSamplePdf(1000), 'a'),
      part('b', createSamplePdf(2000), 'b'),
      end,
    ]);
    expect(data).toEqual({ storeAll: [{ bytes: 2000 }, { bytes: 1000 }, { bytes: 3000 }] });
  });

  test('may be exactly as long as the limit', async () => {
    const file = new File([createSamplePdf(limits.maxFileBytes)], 'a.pdf');
    const { data } = await postForm(server.url, formOf(storeOne, mapOne, { 0: file }));
    expect(data).toMatchObject({ store: { bytes: limits.maxFileBytes } });
  });

  test('needs none of it: plain JSON is answered as ever', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ ping }"}',
    });
    expect(await response.json()).toEqual({ data: { ping: 'pong' } });
  });
});

describe('the resolver is told', () => {
  test('that a file named .png is none by its bytes', async () => {
    const file = new File(['#!/bin/sh\n'.repeat(1000)], 'photo.png', { type: 'image/png' });
    const { status, codes } = await postForm(server.url, formOf(storeOne, mapOne, { 0: file }));
    expect([status, codes]).toEqual([200, ['MaterialTypeUnknownError']]);
  });

  test('that a file is one byte too large', async () => {
    const file = new File([createSamplePdf(limits.maxFileBytes + 1)], 'a.pdf');
    const { status, codes } = await postForm(server.url, formOf(storeOne, mapOne, { 0: file }));
    expect([status, codes]).toEqual([200, ['MaterialTooLargeError']]);
  });

  test('that a file is too large, also when all of it came before it is opened', async () => {
    server.gate = once(server.events, 'arrived');
    const file = new File([createSamplePdf(limits.maxFileBytes + 1)], 'a.pdf');
    const { codes } = await postForm(server.url, formOf(storeLate, mapOne, { 0: file }));
    expect(codes).toEqual(['MaterialTooLargeError']);
  });

  test('that a file which map names never came', async () => {
    const { errors } = await postParts(server.url, [part('operations', storeOne), part('map', mapOne), end]);
    expect(errors[0]?.extensions).toEqual({ code: 'MaterialBrokenError', reason: 'INTERRUPTED' });
  });

  test('that the body broke off in the middle of a file', async () => {
    const parts = [part('operations', storeOne), part('map', mapOne), part('0', createSamplePdf(9000), 'a.pdf')];
    const { errors } = await postParts(server.url, [Buffer.concat(parts).subarray(0, -3000)]);
    expect(errors[0]?.extensions).toEqual({ code: 'MaterialBrokenError', reason: 'INTERRUPTED' });
  });

  test('that the client hung up in the middle of a file', async () => {
    const upload = openUpload(server.url);
    const refused = once(server.events, 'refused');
    const parts = [part('operations', storeOne), part('map', mapOne), part('0', createSamplePdf(200_000), 'a.pdf')];
    upload.write(Buffer.concat(parts).subarray(0, -50_000));
    await vi.waitFor(async () => expect(await server.temporaryFiles()).toHaveLength(2));

    upload.destroy();

    expect(await refused).toEqual(['MaterialBrokenError', 'INTERRUPTED']);
  });

  test('that the client hung up although it had promised more bytes', async () => {
    const upload = openUpload(server.url, { 'content-length': 400_000 });
    const refused = once(server.events, 'refused');
    upload.write(
      Buffer.concat([part('operations', storeOne), part('map', mapOne), part('0', createSamplePdf(9000), 'a')]),
    );
    await once(server.events, 'resolving');
    upload.destroy();
    expect(await refused).toEqual(['MaterialBrokenError', 'INTERRUPTED']);
  });

  test.each([
    ['one file comes twice', [part('0', createSamplePdf(1000), 'a'), part('0', createSamplePdf(1000), 'b')]],
    ['a file comes that map does not name', [part('1', createSamplePdf(1000), 'b')]],
    ['a field follows map', [part('operations', storeOne)]],
    ['map comes twice', [part('map', mapOne)]],
  ])('that the upload was stopped when %s', async (_, parts) => {
    const upload = openUpload(server.url);
    const answer = answerTo(upload);
    const rest = Buffer.concat([...parts, part('0', createSamplePdf(1000), 'c'), end]);
    upload.write(Buffer.concat([part('operations', storeOne), part('map', mapOne), nextPart]));
    await once(server.events, 'resolving');
    upload.end(rest.subarray(nextPart.length));
    expect((await answer).codes).toEqual(['MaterialBrokenError']);
  });

  test('nothing, when it never looks at its file', async () => {
    const ignore = { query: 'mutation ($file: Upload!) { ignore(file: $file) }', variables: { file: null } };
    const { data } = await postForm(
      server.url,
      formOf(ignore, mapOne, { 0: new File([createSamplePdf(400_000)], 'a') }),
    );
    expect(data).toEqual({ ignore: true });
  });
});

test("a sweep of the spool while a file arrives does it no harm, and leaves what is not the spool's", async () => {
  const upload = openUpload(server.url);
  const answer = answerTo(upload);
  const file = part('0', createSamplePdf(100_000), 'a.pdf');
  upload.write(Buffer.concat([part('operations', storeOne), part('map', mapOne), file.subarray(0, 50_000)]));
  await vi.waitFor(async () => expect(await server.temporaryFiles()).toHaveLength(2));

  expect(await sweepUploadSpool(tmpdir())).toBe(1);

  upload.end(Buffer.concat([file.subarray(50_000), end]));
  expect((await answer).data).toMatchObject({ store: { bytes: 100_000 } });
});
