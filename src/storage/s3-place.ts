import { createReadStream } from 'node:fs';
import { Disk } from 'flydrive';
import type { FilePlace } from './file-place.ts';

/** A bucket of S3 or of a service that speaks its protocol (MinIO, R2, Spaces …). */
export interface S3Options {
  bucket: string;
  region: string;
  /** For services other than AWS. */
  endpoint?: string;
  /** Both keys or neither; without them the SDK looks in its usual places (environment, profile, instance role). */
  accessKeyId?: string;
  secretAccessKey?: string;
  /** MinIO and most others behind one host name need it. */
  forcePathStyle?: boolean;
}

/**
 * Files in a bucket. S3 shows an object only when all of it has arrived, so a commit is whole or not at all. Loading
 * the SDK takes over 100 ms: it is imported at the first use, and never by those who keep files on disk.
 */
export function createS3Place(options: S3Options): FilePlace {
  let loading: Promise<Disk> | undefined;
  const disk = (): Promise<Disk> => (loading ??= loadDisk(options));
  return {
    disk,
    async commit(staged, key) {
      const bucket = await disk();
      const body = createReadStream(staged.path);
      try {
        await bucket.putStream(key, body, { contentType: staged.contentType, contentLength: staged.bytes });
      } finally {
        // A request that failed leaves its body open.
        body.destroy();
      }
    },
  };
}

async function loadDisk(options: S3Options): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { accessKeyId, secretAccessKey } = options;
  const driver = new S3Driver({
    bucket: options.bucket,
    region: options.region,
    visibility: 'private',
    // New buckets refuse ACLs, and R2 never had them; a private bucket's objects are private without.
    supportsACL: false,
    // Other services often don't know the SDK's default checksum trailers.
    requestChecksumCalculation: options.endpoint === undefined ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    forcePathStyle: options.forcePathStyle ?? false,
    // Without one the SDK writes its warnings to the console; what matters is thrown as well.
    logger: silentLogger,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
  });
  return new Disk(driver);
}

const silentLogger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
