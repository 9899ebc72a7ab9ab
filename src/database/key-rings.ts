import type { KeyRing } from '../sealing/key-ring.ts';

/** What all sessions of one database have in common. */
interface Configured {
  readonly config: object;
}

const rings = new WeakMap<object, KeyRing>();

/** Gives a database its master keys; every session of it has them then. */
export function giveKeyRing({ config }: Configured, ring: KeyRing): void {
  rings.set(config, ring);
}

/** The master keys of a session's database. Throws when it was given none. */
export function keyRingOf({ config }: Configured): KeyRing {
  const ring = rings.get(config);
  if (ring === undefined) throw new Error('this database was opened without keys');
  return ring;
}
