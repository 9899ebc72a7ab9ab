import { createHmac, timingSafeEqual } from 'node:crypto';
import { createKeyRing, type KeyRing, type MasterKey } from './key-ring.ts';
import { openBytes, SealBrokenError, sealBytes } from './seal-bytes.ts';

/** Seals what may only be read by this server and belongs to no member, and signs what may only be made by it. */
export interface Sealer {
  /** Encrypts a text (AES-256-GCM) under the current master key. `context` says where it belongs; it opens nowhere else. */
  seal(text: string, context: string): Buffer;
  /** Decrypts what any key of the ring sealed; throws SealBrokenError when the bytes, the context or the key are not those it was sealed with. */
  open(sealed: Uint8Array, context: string): string;
  /** The same, sealed under the current master key; undefined when it is already. Throws SealBrokenError. */
  reseal(sealed: Uint8Array, context: string): Buffer | undefined;
  /** A signature of a text (HMAC-SHA-256), for a purpose. Another one once the master key is rotated. */
  sign(text: string, purpose: string): string;
  /** Whether a signature is right by any key of the ring, in constant time. */
  isSigned(text: string, purpose: string, signature: string): boolean;
  /**
   * A keyed hash of a text (HMAC-SHA-256), for a purpose: what is kept to find equal texts again without keeping them. It
   * stays the same when the master key is rotated.
   */
  fingerprint(text: string, purpose: string): string;
}

/**
 * Makes a sealer from the operator's secret key (at least 32 bytes), or a ring of them. `lookupSecret` is what fingerprints
 * are made with; without it, the current key.
 */
export function createSealer(keys: Uint8Array | KeyRing, lookupSecret?: Uint8Array): Sealer {
  const ring = 'current' in keys ? keys : createKeyRing(keys);
  const lookupKey = lookupSecret === undefined ? ring.current : createKeyRing(lookupSecret).current;
  const open = (sealed: Uint8Array, context: string): Buffer => {
    for (const master of ring.all) {
      const opened = tryOpen(master, sealed, context);
      if (opened !== undefined) return opened;
    }
    throw new SealBrokenError('sealed bytes could not be opened');
  };

  return {
    seal: (text, context) => sealBytes(ring.current.derive('seal'), Buffer.from(text), context),
    open: (sealed, context) => open(sealed, context).toString('utf8'),
    reseal(sealed, context) {
      if (tryOpen(ring.current, sealed, context) !== undefined) return undefined;
      return sealBytes(ring.current.derive('seal'), open(sealed, context), context);
    },
    sign: (text, purpose) => signBy(ring.current, text, purpose),
    isSigned(text, purpose, signature) {
      const given = Buffer.from(signature);
      const matches = ring.all.map((master) => isSame(Buffer.from(signBy(master, text, purpose)), given));
      return matches.includes(true);
    },
    fingerprint: (text, purpose) => signBy(lookupKey, text, purpose),
  };
}

function tryOpen(master: MasterKey, sealed: Uint8Array, context: string): Buffer | undefined {
  try {
    return openBytes(master.derive('seal'), sealed, context);
  } catch {
    return undefined;
  }
}

function signBy(master: MasterKey, text: string, purpose: string): string {
  return createHmac('sha256', master.derive(`sign ${purpose}`))
    .update(text)
    .digest('base64url');
}

function isSame(right: Buffer, given: Buffer): boolean {
  return right.byteLength === given.byteLength && timingSafeEqual(right, given);
}
