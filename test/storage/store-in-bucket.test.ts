import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MaterialFileMissingError } from '../../src/storage/material-file-error.ts';
import { createMaterialStorage, type MaterialStorage } from '../../src/storage/material-storage.ts';
import { type BucketDouble, startBucketDouble } from './bucket-double.ts';
import { createSamplePdf } from './sample-files.ts';

const limits = { maxBytes: 1_000_000, fileKey: null };
let bucket: BucketDouble;
let workDirectory: string;
let storage: MaterialStorage;

beforeEach(async () => {
  bucket = await startBucketDouble('evidence');
  workDirectory = await mkdtemp(join(tmpdir(), 'materials-'));
  storage = createMaterialStorage({
    kind: 's3',
    bucket: 'evidence',
    region: 'eu-central-1',
    endpoint: bucket.endpoint,
    accessKeyId: 'id',
    secretAccessKey: 'secret',
    forcePathStyle: true,
    workDirectory,
  });
});
afterEach(async () => {
  await bucket.close();
  await rm(workDirectory, { recursive: true });
});

const aPdf = (bytes = 300_000): Readable => Readable.from([createSamplePdf(bytes)], { objectMode: false });

test('a file goes to the bucket with its media type and comes back unchanged', async () => {
  const stored = await storage.store(aPdf(), limits);

  expect(bucket.objects.get(stored.key)?.contentType).toBe('application/pdf');
  expect(await buffer(await storage.open(stored.key, null))).toEqual(createSamplePdf(300_000));
  expect(await readdir(join(workDirectory, 'incoming'))).toEqual([]);
});

test('a file that is refused never reaches the bucket', async () => {
  const stored = storage.store(aPdf(limits.maxBytes + 1), limits);
  await expect(stored).rejects.toMatchObject({ name: 'MaterialTooLargeError' });
  expect(bucket.objects.size).toBe(0);
});

test('when the bucket refuses a file, nothing of it stays on this machine', async () => {
  bucket.refusesPuts = true;
  await expect(storage.store(aPdf(), limits)).rejects.toMatchObject({ code: 'E_CANNOT_WRITE_FILE' });
  expect(await readdir(join(workDirectory, 'incoming'))).toEqual([]);
});

test('a removed file is missing, and may be removed again', async () => {
  const { key } = await storage.store(aPdf(), limits);
  await storage.remove(key);
  await storage.remove(key);
  await expect(storage.open(key, null)).rejects.toBeInstanceOf(MaterialFileMissingError);
});

test("a sweep goes through every page of the bucket, and leaves what is in use or isn't ours", async () => {
  const orphans = ['0', '1', '2', '3', '4'].map((digit) => `materials/0a/0a${digit.repeat(30)}`);
  for (const key of [...orphans, 'materials/0a/report.pdf']) {
    bucket.objects.set(key, { body: Buffer.alloc(1), contentType: undefined });
  }

  expect(await storage.sweep(async () => new Set([orphans[1] ?? '']), new Date())).toBe(4);

  expect([...bucket.objects.keys()]).toEqual([orphans[1], 'materials/0a/report.pdf']);
});
