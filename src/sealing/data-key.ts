import { randomBytes } from 'node:crypto';
import { unwrapKey, wrapKey, type KeyRing } from './key-ring.ts';
import { openBytes, sealBytes } from './seal-bytes.ts';

/** A member's own key. Whoever destroys it destroys all that it sealed, wherever copies of that are. */
export interface DataKey {
  /** Seals fields of rows; 32 bytes. */
  readonly fields: Buffer;
  /** What each file's key is derived from; 32 bytes. */
  readonly files: Buffer;
}

const HALF = 32;

/** A fresh key for a member, wrapped under the current master key as it is kept. */
export function createWrappedDataKey(ring: KeyRing, holder: string): Buffer {
  return wrapKey(ring, randomBytes(2 * HALF), contextOf(holder));
}

/** A member's key. Throws SealBrokenError when the ring can't open it, or it is another member's. */
export function unwrapDataKey(ring: KeyRing, wrapped: Uint8Array, holder: string): DataKey {
  const bytes = unwrapKey(ring, wrapped, contextOf(holder));
  return { fields: bytes.subarray(0, HALF), files: bytes.subarray(HALF) };
}

/** The same key, wrapped under the current master key. */
export function rewrapDataKey(ring: KeyRing, wrapped: Uint8Array, holder: string): Buffer {
  return wrapKey(ring, unwrapKey(ring, wrapped, contextOf(holder)), contextOf(holder));
}

/** Seals a field. `place` is its table, row and column: it opens nowhere else. */
export function sealField(key: DataKey, text: string, place: string): Buffer {
  return sealBytes(key.fields, Buffer.from(text), place);
}

/** Opens a sealed field. Throws SealBrokenError. */
export function openField(key: DataKey, sealed: Uint8Array, place: string): string {
  return openBytes(key.fields, sealed, place).toString('utf8');
}

function contextOf(holder: string): string {
  return `data key of member ${holder}`;
}
