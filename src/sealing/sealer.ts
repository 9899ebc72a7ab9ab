import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seals what may only be read by this server, and signs what may only be made by it. */
export interface Sealer {
  /** Encrypts a text (AES-256-GCM). `context` says where it belongs; it opens nowhere else. */
  seal(text: string, context: string): Buffer;
  /** Decrypts; throws SealBrokenError when the bytes, the context or the key are not those it was sealed with. */
  open(sealed: Uint8Array, context: string): string;
  /** A signature of a text (HMAC-SHA-256), for a purpose. */
  sign(text: string, purpose: string): string;
  /** Whether a signature is right, in constant time. */
  isSigned(text: string, purpose: string, signature: string): boolean;
}

/** Thrown when sealed bytes can't be opened. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes a sealer from the operator's secret key (at least 32 bytes). Each purpose has a key of its own, derived from it. */
export function createSealer(secretKey: Uint8Array): Sealer {
  if (secretKey.byteLength < 32) throw new RangeError('the secret key has less than 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'bonafide', purpose, 32));
  const sealKey = derive('seal');
  const sign = (text: string, purpose: string) =>
    createHmac('sha256', derive(`sign ${purpose}`))
      .update(text)
      .digest('base64url');

  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      try {
        const bytes = Buffer.from(sealed);
        const nonce = bytes.subarray(0, NONCE_BYTES);
        // Without the length, a shorter tag would do.
        const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealBrokenError('sealed bytes could not be opened', { cause });
      }
    },
    sign,
    isSigned(text, purpose, signature) {
      const right = Buffer.from(sign(text, purpose));
      const given = Buffer.from(signature);
      return right.byteLength === given.byteLength && timingSafeEqual(right, given);
    },
  };
}
