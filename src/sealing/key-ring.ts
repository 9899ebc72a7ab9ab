import { hkdfSync } from 'node:crypto';
import { openBytes, SealBrokenError, sealBytes } from './seal-bytes.ts';

/** One of the operator's secret keys. It never encrypts by itself: each purpose has a key of its own, derived from it. */
export interface MasterKey {
  /** Eight bytes that name the key and tell nothing of it. */
  readonly id: Buffer;
  /** The key of 32 bytes for a purpose. */
  derive(purpose: string): Buffer;
}

/** The master keys: the current one, under which everything is sealed, and those before it, which open what they sealed. */
export interface KeyRing {
  readonly current: MasterKey;
  /** The current one first. */
  readonly all: readonly MasterKey[];
}

/** Bytes of a master key's id, with which everything begins that is wrapped under it. */
export const MASTER_ID_BYTES = 8;

/** Makes the ring from the operator's secret keys, each of at least 32 bytes; throws RangeError for a shorter one. */
export function createKeyRing(current: Uint8Array, previous: readonly Uint8Array[] = []): KeyRing {
  const first = toMasterKey(current);
  const others = previous.map(toMasterKey).filter((key) => !key.id.equals(first.id));
  return { current: first, all: [first, ...others] };
}

function toMasterKey(secret: Uint8Array): MasterKey {
  if (secret.byteLength < 32) throw new RangeError('the secret key has less than 32 bytes');
  const known = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    const key = known.get(purpose) ?? Buffer.from(hkdfSync('sha256', secret, 'bonafide', purpose, 32));
    known.set(purpose, key);
    return key;
  };
  return { id: derive('master key id').subarray(0, MASTER_ID_BYTES), derive };
}

/** Wraps another key under the current master key. `context` says whose it is. */
export function wrapKey(ring: KeyRing, key: Uint8Array, context: string): Buffer {
  return Buffer.concat([ring.current.id, sealBytes(ring.current.derive('wrap'), key, context)]);
}

/** Unwraps what `wrapKey` made under any key of the ring. Throws SealBrokenError, also when it was wrapped under a key that the ring lacks. */
export function unwrapKey(ring: KeyRing, wrapped: Uint8Array, context: string): Buffer {
  const id = Buffer.from(wrapped.subarray(0, MASTER_ID_BYTES));
  const master = ring.all.find((one) => one.id.equals(id));
  if (master === undefined) throw new SealBrokenError('no master key of the ring has wrapped this key');
  return openBytes(master.derive('wrap'), wrapped.subarray(MASTER_ID_BYTES), context);
}
