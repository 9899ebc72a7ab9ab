import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Thrown when sealed bytes can't be opened: they, what they are bound to, or the key are not those of the sealing. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts bytes by AES-256-GCM under a key of 32 bytes, with a nonce of their own. `context` says where they belong; they open nowhere else. */
export function sealBytes(key: Uint8Array, bytes: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Decrypts what `sealBytes` made. Throws SealBrokenError. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  try {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    // Without the length, a shorter tag would do.
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealBrokenError('sealed bytes could not be opened', { cause });
  }
}
