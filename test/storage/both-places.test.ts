import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SealBrokenError } from '../../src/sealing/seal-bytes.ts';
import { MaterialFileMissingError } from '../../src/storage/material-file-error.ts';
import { createMaterialStorage, type MaterialStorage } from '../../src/storage/material-storage.ts';
import { createSamplePdf } from './sample-files.ts';

const fileKey = randomBytes(32);
const options = { maxBytes: 5_000_000, fileKey };
const bytes = createSamplePdf(300_000);
const aPdf = () => Readable.from([bytes], { objectMode: false });
const tomorrow = new Date(Date.now() + 86_400_000);

/** A storage, and where its committed files lie on this machine. */
interface Place {
  readonly storage: MaterialStorage;
  readonly directory: string;
  close(): Promise<void>;
}

async function onDisk(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'materials-'));
  const storage = createMaterialStorage({ kind: 'disk', directory });
  return { storage, directory, close: () => rm(directory, { recursive: true }) };
}

async function inBucket(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'bucket-'));
  const bucket = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(root, 'bucket'),
    vhostBuckets: false,
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: 'evidence' }],
  });
  const { port } = await bucket.run();
  const storage = createMaterialStorage({
    kind: 's3',
    bucket: 'evidence',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    forcePathStyle: true,
    workDirectory: join(root, 'work'),
  });
  const close = async () => {
    await bucket.close();
    await rm(root, { recursive: true });
  };
  return { storage, directory: root, close };
}

async function filesIn({ directory }: Place): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

describe.each([
  ['a folder of this machine', onDisk],
  ['a bucket that speaks S3', inBucket],
])('in %s', (_, open) => {
  let place: Place;
  let storage: MaterialStorage;
  beforeAll(async () => {
    place = await open();
    ({ storage } = place);
  });
  afterAll(() => place.close());

  it('a file is sealed and comes back as it was, with the hash of its plain bytes', async () => {
    const stored = await storage.store(aPdf(), options);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(stored).toMatchObject({ bytes: bytes.length, sha256, mediaType: 'application/pdf' });
    expect(await buffer(await storage.open(stored.key, fileKey))).toEqual(bytes);
    for (const path of await filesIn(place)) expect((await readFile(path)).includes('a line of nothing')).toBe(false);
    await storage.remove(stored.key);
  });

  it('what was made of a file is kept the same way', async () => {
    const key = await storage.keep(Buffer.from('a picture'), { mediaType: 'image/webp', fileKey });
    expect((await buffer(await storage.open(key, fileKey))).toString()).toBe('a picture');
    await storage.remove(key);
  });

  it('a file from before there were keys is read beside sealed ones', async () => {
    const { key } = await storage.store(aPdf(), { ...options, fileKey: null });
    expect(await buffer(await storage.open(key, fileKey))).toEqual(bytes);
    await storage.remove(key);
  });

  it('a file is gone with its key, and opens with no other', async () => {
    const { key } = await storage.store(aPdf(), options);
    await expect(storage.open(key, null)).rejects.toBeInstanceOf(MaterialFileMissingError);
    await expect(buffer(await storage.open(key, randomBytes(32)))).rejects.toBeInstanceOf(SealBrokenError);
    await storage.remove(key);
  });

  it('a file that was changed, cut off, or put in the place of another is noticed', async () => {
    const [one, other] = [await storage.store(aPdf(), options), await storage.store(aPdf(), options)];
    const files = await filesIn(place);
    const at = (key: string) => files.find((path) => path.includes(key) && !path.endsWith('.json')) ?? '';
    const whole = await readFile(at(one.key));
    for (const spoilt of [whole.subarray(0, -100_000), await readFile(at(other.key))]) {
      await writeFile(at(one.key), spoilt);
      const opened = storage.open(one.key, fileKey).then((stream) => buffer(stream));
      await expect(opened).rejects.toThrow(/./);
    }
    for (const { key } of [one, other]) await storage.remove(key);
  });

  it('an upload that breaks off leaves nothing', async () => {
    const source = new PassThrough();
    const stored = storage.store(source, options);
    source.write(bytes.subarray(0, 200_000));
    source.destroy(new Error('socket hang up'));
    await expect(stored).rejects.toMatchObject({ reason: 'INTERRUPTED' });
    expect(await filesIn(place)).toEqual([]);
  });

  it('a sweep takes what nothing refers to, and leaves the rest', async () => {
    const [used, orphan] = [await storage.store(aPdf(), options), await storage.store(aPdf(), options)];
    const plain = await storage.store(aPdf(), { ...options, fileKey: null });
    expect(await storage.sweep(async () => new Set(), new Date(0))).toBe(0);
    expect(await storage.sweep(async () => new Set([used.key]), tomorrow)).toBe(2);
    expect(await buffer(await storage.open(used.key, fileKey))).toEqual(bytes);
    for (const { key } of [orphan, plain]) {
      await expect(storage.open(key, fileKey)).rejects.toBeInstanceOf(MaterialFileMissingError);
    }
    await storage.remove(used.key);
  });

  it('a removed file may be removed again', async () => {
    const { key } = await storage.store(aPdf(), options);
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.open(key, fileKey)).rejects.toBeInstanceOf(MaterialFileMissingError);
  });
});
