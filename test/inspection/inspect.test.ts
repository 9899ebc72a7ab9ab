import { createCanvas } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, remove, signInBuyer, upload, uploaded, used } from '../support/buyer-steps.ts';
import type { TestClient, TestFile } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { allFilesOf } from '../support/data-folder.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { file } from '../support/material-files.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { badDocuments, createPages, line } from './documents.ts';
import { followInspections, inspected, readPages, submitInspected } from './inspection-operations.ts';

let server: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  server = await startServerForTests({ policy: (shipped) => shipped.replace('maxPages: 60', 'maxPages: 3') });
  database = await readDatabase(server.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const pdf = (content: Uint8Array) => file('statement.pdf', 'application/pdf', content);
const jpeg = (content: Uint8Array) => file('photo.jpg', 'image/jpeg', content);

async function handIn(given: TestFile) {
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'MATERIALS');
  const material = await uploaded(buyer, draft, 'BANK_STATEMENT', given);
  return { buyer, draft, material, ...(await inspected(buyer, draft)) };
}

async function bytesOf(url: string): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toMatch(/^sandbox;/);
  return Buffer.from(await response.arrayBuffer());
}

/** A document that a common program made. */
async function make(change: (made: PDFDocument) => unknown) {
  const made = await PDFDocument.create();
  made.addPage();
  await change(made);
  return pdf(Uint8Array.from(await made.save()));
}

/** Hands the materials in, and says which files are in the way. */
const submit = async (buyer: TestClient, verification: string) =>
  (await buyer.data(submitInspected, { input: { verification } })).submitMaterials;

/** Lines of letters, as on a page. */
function page(width: number, height: number, ground = '#fff', ink = '#000') {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.fillStyle = ink;
  // Without fonts, since a machine may have none: letters are strokes.
  for (let y = 40; y + 24 < height; y += 44) {
    for (let x = 40; x + 24 < width; x += 22) {
      context.fillRect(x, y, 3, 22);
      context.fillRect(x, y + ((x + y) % 20), 14, 3);
    }
  }
  return sharp(canvas.toBuffer('image/png'));
}

describe('a picture', () => {
  it('is shown upright and small, and nothing that is served says where it was taken', async () => {
    const raw = await sharp({
      create: {
        width: 2400,
        height: 900,
        channels: 3,
        background: '#d0d4d8',
        noise: { type: 'gaussian', mean: 150, sigma: 40 },
      },
    })
      .jpeg()
      .withExif({ IFD0: { Make: 'Spycam' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const photo = await sharp(raw)
      .keepExif()
      .withExif({
        IFD0: { Make: 'Spycam', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' },
      })
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    expect(photo.includes('Spycam')).toBe(true);

    const { buyer, state, pageCount, pages, link } = await handIn(jpeg(photo));
    expect({ state, pageCount }).toEqual({ state: 'INSPECTED', pageCount: 1 });
    const [only] = pages;
    if (only === undefined) throw new Error('it has no page');
    expect(only).toMatchObject({ number: 1, width: 750, height: 2000 });
    const [whole, image, thumbnail] = await Promise.all(
      [link.url, only.image.url, only.thumbnail.url].map((url) => bytesOf(url)),
    );
    if (!whole || !image || !thumbnail) throw new Error('three were opened');
    expect(whole.equals(image)).toBe(true);
    for (const [bytes, height] of [
      [image, 2000],
      [thumbnail, 320],
    ] as const) {
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ format: 'jpeg', height });
      expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(bytes.includes('Exif') || bytes.includes('Spycam')).toBe(false);
    }
    await buyer.close();
  });

  it.each([
    ['too dark', () => page(1000, 700, '#101010', '#303030').jpeg(), ['TOO_DARK']],
    ['blurred', () => page(1000, 700).blur(6).jpeg(), ['BLURRED']],
    [
      'blank',
      () => sharp({ create: { width: 1000, height: 700, channels: 3, background: '#fefefe' } }).jpeg(),
      ['BLANK'],
    ],
    ['too small', () => page(560, 280).jpeg(), ['TOO_SMALL']],
    ['a screen with bright letters on black', () => page(1000, 700, '#000', '#eee').jpeg(), []],
    ['a sharp page', () => page(1000, 700).jpeg(), []],
  ] as const)('that is %s is marked as such', async (_what, draw, codes) => {
    const { buyer, state, warnings, isMet } = await handIn(jpeg(await draw().toBuffer()));
    expect({ state, isMet }).toEqual({ state: 'INSPECTED', isMet: true });
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    for (const warning of warnings) expect(warning).toMatchObject({ page: 1, message: /\S/, remedyMessage: /Hand in/ });
    await buyer.close();
  });

  it('as iPhones keep it is turned away at once, with what to do', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)]);
    const buyer = await signInBuyer(server);
    const answer = await upload(
      buyer,
      await begin(buyer, 'MATERIALS'),
      'BANK_STATEMENT',
      file('IMG_1.HEIC', 'image/heic', heic),
    );
    expect(answer).toMatchObject({ __typename: 'MaterialTypeNotAccepted', message: /HEIC.+JPEG.+Most Compatible/ });
    await buyer.close();
  });
});

describe('a document', () => {
  it('is rendered page by page, keeps its text with its place, and is served as it came', async () => {
    const content = createPages(line('Total 12,345.67'), { pages: 3 });
    const { buyer, draft, material, pages, pageCount, warnings, link } = await handIn(pdf(content));
    expect({ pageCount, warnings }).toEqual({ pageCount: 3, warnings: [] });
    expect(pages.map(({ number, width, height }) => [number, width, height])).toEqual(
      [1, 2, 3].map((number) => [number, 1500, 2000]),
    );
    const image = await sharp(await bytesOf(pages[2]?.image.url ?? '')).stats();
    expect(image.channels[0]).toMatchObject({ max: 255 });
    expect(image.channels[0]?.min).toBeLessThan(40);
    expect(await sharp(await bytesOf(pages[0]?.thumbnail.url ?? '')).metadata()).toMatchObject({
      width: 240,
      height: 320,
    });
    expect(await bytesOf(link.url)).toEqual(content);

    // What its words are, and where, is read off it in test/reading; here it is that nothing of them stands in clear.
    const texts = await database.rows(
      `select page, items, items_sealed is not null as sealed from material_text where material_id = $1 and page = 2`,
      [material],
    );
    expect(texts).toEqual([{ page: 2, items: null, sealed: true }]);
    const { verification } = await buyer.data(readPages, { verification: draft, first: 1, after: 1 });
    expect(verification).toEqual({ materials: [{ inspection: { pages: [{ number: 2 }] } }] });
    await buyer.close();
  });

  it('with nothing on a page is marked as such', async () => {
    const { buyer, warnings } = await handIn(pdf(createPages('')));
    expect(warnings).toMatchObject([{ code: 'BLANK', page: 1 }]);
    await buyer.close();
  });

  it.each(Object.entries(badDocuments))('that %s is refused', async (_what, [content, code, remedy]) => {
    const { buyer, state, refusal, pages, isMet, link } = await handIn(pdf(content));
    expect({ state, isMet, pages }).toEqual({ state: 'REFUSED', isMet: false, pages: [] });
    expect(refusal).toMatchObject({ code, remedy, message: /\S/, remedyMessage: /\S/ });
    expect((await fetch(link.url)).status).toBe(404);
    await buyer.close();
  });

  it('that a common program made is refused for its script, or for the file in it', async () => {
    const scripted = await handIn(await make((made) => made.addJavaScript('main', 'app.alert(1)')));
    expect(scripted.refusal?.code).toBe('CONTAINS_SCRIPT');
    const stuffed = await handIn(await make((made) => made.attach(Buffer.from('MZ'), 'invoice.exe')));
    expect(stuffed.refusal?.code).toBe('CONTAINS_FILES');
    await Promise.all([scripted.buyer.close(), stuffed.buyer.close()]);
  });
});

describe('submitMaterials', () => {
  it('waits for the inspection of what was handed in a moment ago', async () => {
    const buyer = await signInBuyer(server);
    const draft = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, draft, 'BANK_STATEMENT', pdf(createPages(line('fast'))));
    expect(await submit(buyer, draft)).toMatchObject({ __typename: 'SubmitMaterialsSuccess' });
    expect(await inspected(buyer, draft)).toMatchObject({ state: 'INSPECTED' });
    await buyer.close();
  });

  it('names a refused file, costs nothing, and takes the one that is handed in for it; the refused one leaves nothing', async () => {
    const start = await cursorOfNow(database);
    const bad = pdf(badDocuments['needs a password'][0]);
    const { buyer, draft, material } = await handIn(bad);
    expect(await submit(buyer, draft)).toMatchObject({
      __typename: 'MaterialsRefused',
      materials: [{ id: material, inspection: { refusal: { code: 'PASSWORD_PROTECTED' } } }],
    });
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    await remove(buyer, material);
    const good = await uploaded(buyer, draft, 'BANK_STATEMENT', pdf(createPages(line('open'), { pages: 2 })));
    expect(await submit(buyer, draft)).toMatchObject({ __typename: 'SubmitMaterialsSuccess' });
    expect(await used(buyer, 'MATERIALS')).toBe(1);

    const events = buyer.subscribe(followInspections, { after: start });
    const heard = [
      (await events.next()).value?.data?.materialInspected,
      (await events.next()).value?.data?.materialInspected,
    ];
    expect(heard).toMatchObject([{ material: null }, { material: { id: good, inspection: { state: 'INSPECTED' } } }]);
    await events.return?.();
    await buyer.close();
  });

  it('takes out a file with everything that was made of it', async () => {
    const before = await allFilesOf(server, database);
    const { buyer, material } = await handIn(pdf(createPages(line('gone'), { pages: 2 })));
    expect(await allFilesOf(server, database)).toHaveLength(before.length + 5);
    await remove(buyer, material);
    expect(await allFilesOf(server, database)).toEqual(before);
    await buyer.close();
  });
});
