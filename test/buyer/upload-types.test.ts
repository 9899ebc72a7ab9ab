import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBlackSquare } from '../storage/sample-files.ts';
import { begin, read, signInBuyer, upload, used } from '../support/buyer-steps.ts';
import type { TestClient, TestFile } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { file, materialFiles } from '../support/material-files.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const { png, jpeg, webp, pdf } = materialFiles;

let server: TestServer;
let buyer: TestClient;
let draft: string;
beforeAll(async () => {
  server = await startServerForTests();
  buyer = await signInBuyer(server);
  draft = await begin(buyer, 'MATERIALS');
});
afterAll(async () => {
  await buyer.close();
  await server.close();
});

const handIn = (given: TestFile) => upload(buyer, draft, 'BANK_STATEMENT', given);

/** All that an upload can change. */
async function whatIsKept() {
  return {
    verification: await read(buyer, draft),
    files: await filesOf(server),
    chances: await used(buyer, 'MATERIALS'),
  };
}

describe('an accepted file', () => {
  it.each([
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
    ['application/pdf', pdf],
  ])('%s is kept as what its bytes are, and shown in the draft', async (mediaType, given) => {
    const answer = await handIn(given);
    const material = { kind: 'BANK_STATEMENT', fileName: given.name, mediaType, bytes: given.content.length };
    expect(answer).toMatchObject({ material: { ...material, keptFromEarlierRun: false } });
    if (answer.__typename !== 'UploadMaterialSuccess') throw new Error('not kept');
    expect(answer.verification).toMatchObject({
      materials: expect.arrayContaining([answer.material]),
      requirements: [{ met: true, requirement: { kind: 'BANK_STATEMENT' } }],
    });
  });

  it.each([
    ['image/png', { ...png, name: 'scan.pdf', type: 'application/pdf' }],
    ['application/pdf', { ...pdf, name: 'photo.jpg', type: 'image/jpeg' }],
    ['image/webp', { ...webp, name: 'page.html', type: 'text/html' }],
    ['image/jpeg', { ...jpeg, name: 'no-ending', type: '' }],
  ])('%s is recognised whatever its name and the sender say', async (mediaType, given) => {
    expect(await handIn(given)).toMatchObject({ material: { mediaType, fileName: given.name } });
  });

  it('may be large in pixels, as a phone’s photo is', async () => {
    const photo = file('photo.png', 'image/png', createBlackSquare(6000));
    expect(await handIn(photo)).toMatchObject({ material: { mediaType: 'image/png' } });
  });

  it('may come more than once for one kind', async () => {
    const verification = await read(buyer, draft);
    const before = verification?.__typename === 'MaterialVerification' ? verification.materials.length : 0;
    await handIn(png);
    await handIn(png);
    const after = await read(buyer, draft);
    expect(after?.__typename === 'MaterialVerification' ? after.materials : []).toHaveLength(before + 2);
  });
});

describe('a file that is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
    Buffer.alloc(400),
  ]);
  it.each<[string, () => Promise<Buffer> | Buffer | string]>([
    ['an SVG', () => svg],
    ['an SVG with a declaration', () => `<?xml version="1.0"?>${svg}`],
    [
      'a GIF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .gif()
          .toBuffer(),
    ],
    [
      'a TIFF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .tiff()
          .toBuffer(),
    ],
    ['a HEIC', () => heic],
    ['a page of HTML', () => '<!doctype html><title>Statement</title><script>alert(1)</script>'],
    ['a program', () => Buffer.concat([Buffer.from('\x7FELF'), Buffer.alloc(5000)])],
    ['an archive', () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5000)])],
    ['plain text', () => 'Dear reviewer, the statement follows.'],
    ['one byte', () => '%'],
  ])('is %s, though it is called a PNG', async (_what, content) => {
    const given = file('statement.png', 'image/png', await content());
    const before = await whatIsKept();
    expect(await handIn(given)).toMatchObject({
      __typename: 'MaterialTypeNotAccepted',
      message: expect.stringMatching(/JPEG, PNG, WebP or PDF/),
      accepted: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    });
    expect(await whatIsKept()).toEqual(before);
  });

  it.each<[string, () => TestFile]>([
    ['empty', () => file('statement.pdf', 'application/pdf', '')],
    ['a PNG cut off in the middle', () => ({ ...png, content: png.content.slice(0, png.content.length / 2) })],
    ['a JPEG cut off in the middle', () => ({ ...jpeg, content: jpeg.content.slice(0, jpeg.content.length / 2) })],
    ['a WebP cut off in the middle', () => ({ ...webp, content: webp.content.slice(0, webp.content.length / 2) })],
    ['a PDF cut off in the middle', () => ({ ...pdf, content: pdf.content.slice(0, pdf.content.length / 2) })],
    ['the first bytes of a PNG and nothing else', () => ({ ...png, content: png.content.slice(0, 40) })],
    ['a picture of 400 megapixels in 50 KB', () => file('bomb.png', 'image/png', createBlackSquare(20_000))],
  ])('is %s', async (_what, given) => {
    const before = await whatIsKept();
    expect(await handIn(given())).toMatchObject({
      __typename: 'MaterialBroken',
      message: expect.stringMatching(/Hand it in again\.$/),
    });
    expect(await whatIsKept()).toEqual(before);
  });
});
