import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type BrokenReason,
  MaterialBrokenError,
  MaterialFileMissingError,
} from '../../src/storage/material-file-error.ts';
import { createMaterialStorage, type MaterialStorage } from '../../src/storage/material-storage.ts';
import { createBlackSquare, createSampleFiles, createSamplePdf } from './sample-files.ts';

const MB = 1024 * 1024;
const fileKey = randomBytes(32);
const limits = { maxBytes: 20 * MB, fileKey };
let directory: string;
let storage: MaterialStorage;
let samples: Awaited<ReturnType<typeof createSampleFiles>>;

beforeAll(async () => {
  samples = await createSampleFiles();
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'materials-'));
  storage = createMaterialStorage({ kind: 'disk', directory });
});
afterEach(() => rm(directory, { recursive: true }));

/** The bytes in pieces of the given size, as a network would deliver them. */
function inPieces(bytes: Buffer, size = 1000): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  return Readable.from(pieces, { objectMode: false });
}

/** How a file was refused, and which files the folder holds after that. */
async function refusal(stored: Promise<unknown>): Promise<{ name: string; reason?: string; filesLeft: string[] }> {
  const error = await stored.then(
    () => new Error('It was not refused.'),
    (error: unknown) => error,
  );
  if (!(error instanceof Error)) throw new TypeError('Something else than an Error was thrown.');
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const filesLeft = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return { name: error.name, ...(error instanceof MaterialBrokenError ? { reason: error.reason } : {}), filesLeft };
}

const tooLarge = { name: 'MaterialTooLargeError', filesLeft: [] };
const unknownType = { name: 'MaterialTypeUnknownError', filesLeft: [] };
const broken = (reason: BrokenReason): object => ({ name: 'MaterialBrokenError', reason, filesLeft: [] });

describe('a file that is stored', () => {
  test.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['pdf', 'application/pdf'],
  ] as const)('is known as %s by its bytes and comes back unchanged', async (name, mediaType) => {
    const bytes = samples[name];

    const stored = await storage.store(inPieces(bytes), limits);

    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(stored).toMatchObject({ mediaType, bytes: bytes.length, sha256 });
    expect(await buffer(await storage.open(stored.key, fileKey))).toEqual(bytes);
  });

  test('may be exactly as long as the limit', async () => {
    const stored = await storage.store(inPieces(samples.pdf), { maxBytes: samples.pdf.length, fileKey });
    expect(stored.bytes).toBe(samples.pdf.length);
  });

  test('may come in pieces of one byte', async () => {
    const stored = await storage.store(inPieces(samples.pdf, 1), limits);
    expect(stored.bytes).toBe(samples.pdf.length);
  });

  test('gets a key of its own each time, that tells nothing of the file', async () => {
    const first = await storage.store(inPieces(samples.png), limits);
    const second = await storage.store(inPieces(samples.png), limits);
    expect(first.key).not.toBe(second.key);
    expect(first.key).toMatch(/^sealed\/[0-9a-f]{2}\/[0-9a-f]{32}$/);
  });

  test('is readable by its owner alone, and leaves nothing in the incoming folder', async () => {
    const { key } = await storage.store(inPieces(samples.jpeg), limits);
    expect((await stat(join(directory, key))).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'incoming'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });
});

describe('a file is refused, and nothing of it is kept,', () => {
  test.each([
    ['text', Buffer.from('invoice '.repeat(1000))],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['one byte', Buffer.from('%')],
  ])('when it is %s', async (_, bytes) => {
    expect(await refusal(storage.store(inPieces(bytes), limits))).toEqual(unknownType);
  });

  test('when its type is wrong, long before the rest has arrived', async () => {
    const source = new PassThrough();
    const stored = storage.store(source, limits);
    source.write(Buffer.alloc(8000, 'text '));
    expect(await refusal(stored)).toEqual(unknownType);
    expect(source.destroyed).toBe(true);
  });

  test('when it is one byte longer than the limit', async () => {
    const stored = storage.store(inPieces(samples.pdf), { maxBytes: samples.pdf.length - 1, fileKey });
    expect(await refusal(stored)).toEqual(tooLarge);
  });

  test('when it never ends', async () => {
    const endless = Readable.from(endlessPdf(), { objectMode: false });
    expect(await refusal(storage.store(endless, { maxBytes: 5 * MB, fileKey }))).toEqual(tooLarge);
    expect(endless.destroyed).toBe(true);
  });

  test('when it is empty', async () => {
    const stored = storage.store(Readable.from([], { objectMode: false }), limits);
    expect(await refusal(stored)).toEqual(broken('EMPTY'));
  });

  test.each([
    ['before its first byte', 0],
    ['in the middle', 1000],
  ])('when its sender fails %s', async (_, sent) => {
    const source = new PassThrough();
    const stored = storage.store(source, limits);
    if (sent > 0) source.write(samples.pdf.subarray(0, sent));
    source.destroy(new Error('socket hang up'));
    expect(await refusal(stored)).toEqual(broken('INTERRUPTED'));
  });

  test('when its sender goes away without a word', async () => {
    const source = new PassThrough();
    source.write(samples.jpeg.subarray(0, 500));
    const stored = storage.store(source, limits);
    source.destroy();
    expect(await refusal(stored)).toEqual(broken('INTERRUPTED'));
  });

  test('when its sender had gone before', async () => {
    const source = new PassThrough();
    source.destroy();
    await once(source, 'close');
    expect(await refusal(storage.store(source, limits))).toEqual(broken('INTERRUPTED'));
  });

  test.each(['jpeg', 'png', 'webp'] as const)('when a %s is cut off', async (name) => {
    const half = samples[name].subarray(0, samples[name].length / 2);
    const stored = storage.store(inPieces(half), limits);
    expect(await refusal(stored)).toEqual(broken('UNREADABLE'));
  });

  test('when only its first bytes are those of a PNG', async () => {
    const fake = Buffer.concat([samples.png.subarray(0, 33), Buffer.alloc(5000, '<script>')]);
    const stored = storage.store(inPieces(fake), limits);
    expect(await refusal(stored)).toEqual(broken('UNREADABLE'));
  });

  test('when a PDF has no end', async () => {
    const stored = storage.store(inPieces(samples.pdf.subarray(0, 1500)), limits);
    expect(await refusal(stored)).toEqual(broken('UNREADABLE'));
  });

  test('when a PNG of 50 KB unfolds to 400 megapixels', async () => {
    const bomb = createBlackSquare(20_000);
    expect(bomb.length).toBeLessThan(50_000);
    const stored = storage.store(inPieces(bomb), limits);
    expect(await refusal(stored)).toEqual(broken('TOO_MANY_PIXELS'));
  });
});

describe('a stored file that is not there', () => {
  test('is missing when it was removed, and may be removed again', async () => {
    const { key } = await storage.store(inPieces(samples.png), limits);
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.open(key, fileKey)).rejects.toBeInstanceOf(MaterialFileMissingError);
  });

  test.each(['../../etc/passwd', '/etc/passwd', 'incoming/x', '', 'materials/ab/../../incoming'])(
    'is missing under the foreign key "%s", which removes nothing either',
    async (key) => {
      await expect(storage.open(key, fileKey)).rejects.toBeInstanceOf(MaterialFileMissingError);
      await expect(storage.remove(key)).resolves.toBeUndefined();
    },
  );
});

const tomorrow = new Date(Date.now() + 86_400_000);
const nothingUsed = async (): Promise<Set<string>> => new Set();

describe('a sweep', () => {
  test('removes what nothing references and leaves the rest', async () => {
    const used = await storage.store(inPieces(samples.png), limits);
    const orphan = await storage.store(inPieces(samples.pdf), limits);
    const asked: string[] = [];

    const removed = await storage.sweep(async (keys) => {
      asked.push(...keys);
      return new Set([used.key]);
    }, tomorrow);

    expect(removed).toBe(1);
    expect(asked.sort()).toEqual([used.key, orphan.key].sort());
    await expect(storage.open(orphan.key, fileKey)).rejects.toBeInstanceOf(MaterialFileMissingError);
    expect(await buffer(await storage.open(used.key, fileKey))).toEqual(samples.png);
  });

  test('leaves what is newer than it was told', async () => {
    await storage.store(inPieces(samples.png), limits);
    expect(await storage.sweep(nothingUsed, new Date(0))).toBe(0);
  });

  test('removes a staged file that was never finished, once it is old', async () => {
    const incoming = join(directory, 'incoming');
    const source = new PassThrough();
    const stored = storage.store(source, limits);
    source.write(createSamplePdf(10_000));
    await vi.waitFor(async () => expect(await readdir(incoming)).toHaveLength(1));

    expect(await storage.sweep(nothingUsed, new Date(0))).toBe(0);
    expect(await storage.sweep(nothingUsed, tomorrow)).toBe(1);

    expect(await readdir(incoming)).toEqual([]);
    source.destroy();
    await expect(stored).rejects.toMatchObject({ reason: 'INTERRUPTED' });
  });
});

function* endlessPdf(): Generator<Buffer> {
  yield createSamplePdf(10_000);
  for (;;) yield Buffer.alloc(64 * 1024, ' ');
}
