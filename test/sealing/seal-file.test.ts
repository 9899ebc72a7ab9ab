import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { assert, asyncProperty, integer, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealBrokenError } from '../../src/sealing/seal-bytes.ts';
import { openSealedFile, sealedLength, sealFile } from '../../src/sealing/seal-file.ts';

const KIB = 1024;
const HEADER = 24;
const CHUNK = 64 * KIB + 16;
const key = randomBytes(32);

const sealed = (bytes: Buffer, pieces = 50_000, place = 'here') =>
  buffer(Readable.from(sealFile(key, place, inPieces(bytes, pieces))));
const opened = (bytes: Buffer, pieces = 50_000, place = 'here', by = key) =>
  buffer(Readable.from(openSealedFile(by, place, inPieces(bytes, pieces))));

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe('a sealed file', () => {
  it.each([0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 128 * KIB, 200_000])(
    'of %i bytes opens as it was, is as long as foretold, and shows nothing',
    async (length) => {
      const bytes = Buffer.alloc(length, 'a line that would be seen ');
      const file = await sealed(bytes);
      expect(file).toHaveLength(sealedLength(length));
      expect(file.includes('a line')).toBe(false);
      expect(await opened(file)).toEqual(bytes);
    },
  );

  it('opens in whatever pieces it was sealed and comes', async () => {
    await assert(
      asyncProperty(
        integer({ min: 0, max: 200_000 }),
        integer({ min: 700, max: 150_000 }),
        integer({ min: 700, max: 150_000 }),
        async (length, written, read) => {
          const bytes = randomBytes(length);
          expect((await opened(await sealed(bytes, written), read)).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is another one each time', async () => {
    const bytes = randomBytes(100);
    expect(await sealed(bytes)).not.toEqual(await sealed(bytes));
  });

  it('does not open with one bit changed, wherever that is', async () => {
    const file = await sealed(randomBytes(150_000));
    await assert(
      asyncProperty(nat(file.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(file);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(opened(changed)).rejects.toBeInstanceOf(SealBrokenError);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['its last byte is missing', (file: Buffer) => file.subarray(0, -1)],
    ['its last chunk is missing', (file: Buffer) => file.subarray(0, HEADER + 2 * CHUNK)],
    ['only its header is there', (file: Buffer) => file.subarray(0, HEADER)],
    ['nothing is there', () => Buffer.alloc(0)],
    ['something was added', (file: Buffer) => Buffer.concat([file, Buffer.from('x')])],
    [
      'a chunk was left out',
      (file: Buffer) => Buffer.concat([file.subarray(0, HEADER), file.subarray(HEADER + CHUNK)]),
    ],
    [
      'two chunks changed places',
      (file: Buffer) =>
        Buffer.concat([
          file.subarray(0, HEADER),
          file.subarray(HEADER + CHUNK, HEADER + 2 * CHUNK),
          file.subarray(HEADER, HEADER + CHUNK),
          file.subarray(HEADER + 2 * CHUNK),
        ]),
    ],
    ['it is no sealed file at all', () => Buffer.from('%PDF-1.7 and so on, for longer than a header')],
  ])('does not open when %s', async (_, spoil) => {
    const file = await sealed(randomBytes(150_000));
    await expect(opened(spoil(file))).rejects.toBeInstanceOf(SealBrokenError);
  });

  it('opens neither in another place nor with another key', async () => {
    const file = await sealed(randomBytes(1000));
    await expect(opened(file, 1000, 'elsewhere')).rejects.toBeInstanceOf(SealBrokenError);
    await expect(opened(file, 1000, 'here', randomBytes(32))).rejects.toBeInstanceOf(SealBrokenError);
  });
});
