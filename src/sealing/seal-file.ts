import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBrokenError } from './seal-bytes.ts';

// A sealed file is a header and chunks. Header: eight bytes that no image and no PDF begins with, the last of them the
// version, then a salt. Each chunk is AES-256-GCM of up to 64 KiB under the file's own key, its nonce the chunk's number and
// whether it is the last, bound to the place where the file is kept: a chunk that is missing, moved, repeated or of another
// file is noticed.

const MAGIC = Buffer.from([0x89, 0x42, 0x4e, 0x46, 0x44, 0x0d, 0x0a, 0x01]);
const SALT_BYTES = 16;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
/** The number of a chunk has four bytes. */
const MOST_CHUNKS = 2 ** 32;

/** How long a file of so many bytes is when it is sealed. */
export function sealedLength(bytes: number): number {
  return HEADER_BYTES + bytes + TAG_BYTES * Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
}

/** Seals a file while it streams; holds at most two chunks. `place` is where it is kept: it opens nowhere else. */
export async function* sealFile(
  key: Uint8Array,
  place: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const fileKey = deriveFileKey(key, salt);
  yield Buffer.concat([MAGIC, salt]);
  for await (const { chunk, index, isLast } of inChunks(bytes, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(index, isLast)).setAAD(Buffer.from(place));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Opens a sealed file while it streams. Throws SealBrokenError before it gives a byte that is not as it was sealed, and when the end is missing. */
export async function* openSealedFile(
  key: Uint8Array,
  place: string,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const { header, rest } = await readHeader(sealed);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBrokenError('the file is not sealed');
  const fileKey = deriveFileKey(key, header.subarray(MAGIC.length));
  for await (const { chunk, index, isLast } of inChunks(rest, CHUNK_BYTES + TAG_BYTES)) {
    yield openChunk(fileKey, chunk, nonceOf(index, isLast), place);
  }
}

function openChunk(fileKey: Uint8Array, chunk: Buffer, nonce: Buffer, place: string): Buffer {
  try {
    const end = chunk.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(chunk.subarray(Math.max(0, end)));
    return Buffer.concat([decipher.update(chunk.subarray(0, Math.max(0, end))), decipher.final()]);
  } catch (cause) {
    throw new SealBrokenError('the file is not as it was sealed', { cause });
  }
}

/** Each file has a key of its own, so that counted nonces never meet. */
function deriveFileKey(key: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'bonafide file', 32));
}

function nonceOf(index: number, isLast: boolean): Buffer {
  if (index >= MOST_CHUNKS) throw new RangeError('the file is too long to be sealed');
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

async function readHeader(sealed: AsyncIterable<Uint8Array>) {
  const source = sealed[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < HEADER_BYTES) {
    const next = await source.next();
    if (next.done === true) throw new SealBrokenError('the file is shorter than a sealed one');
    start = Buffer.concat([start, next.value]);
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield start.subarray(HEADER_BYTES);
      yield* { [Symbol.asyncIterator]: () => source };
    } finally {
      await source.return?.();
    }
  };
  return { header: start.subarray(0, HEADER_BYTES), rest: rest() };
}

interface Chunk {
  readonly chunk: Buffer;
  readonly index: number;
  readonly isLast: boolean;
}

/** Cuts a stream into chunks of one size; only the last may be shorter, and there is always one. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Chunk> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  let index = 0;
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    // A whole chunk goes out only when something follows: else it is the last.
    if (length <= size) continue;
    const joined = Buffer.concat(waiting);
    let start = 0;
    for (; joined.length - start > size; start += size, index += 1) {
      yield { chunk: joined.subarray(start, start + size), index, isLast: false };
    }
    waiting = [joined.subarray(start)];
    length = joined.length - start;
  }
  yield { chunk: Buffer.concat(waiting), index, isLast: true };
}
