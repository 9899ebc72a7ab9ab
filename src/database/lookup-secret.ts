import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { unwrapKey, wrapKey } from '../sealing/key-ring.ts';
import { SealBrokenError } from '../sealing/seal-bytes.ts';
import { sqlOf, type Session } from './database.ts';
import { keyRingOf } from './key-rings.ts';
import { isSealed } from './member-keys.ts';

/** Thrown when the master keys that a server was given don't open what this database holds; the message is for the operator. */
export class WrongMasterKeyError extends Error {
  override readonly name = 'WrongMasterKeyError';

  constructor(options?: ErrorOptions) {
    super(
      'SECRET_KEY is not the key that this database was sealed with. Put that one into SECRET_KEY, or, if you are rotating it, into SECRET_KEYS_PREVIOUS.',
      options,
    );
  }
}

/** Its row in `server_secret`, and what it is bound to. */
export const LOOKUP = 'lookup';

/**
 * The secret that fingerprints are made with, the same for every server of this database and under every master key; made at
 * the first start. In a database of the version before it is the secret key itself, with which that made them. Throws
 * WrongMasterKeyError.
 */
export async function loadLookupSecret(session: Session, secretKey: Uint8Array): Promise<Uint8Array> {
  const ring = keyRingOf(session);
  const read = async () => {
    const { rows } = await sql<{
      wrapped: Uint8Array;
    }>`select wrapped from server_secret where name = ${LOOKUP}`.execute(sqlOf(session));
    return rows[0]?.wrapped;
  };
  let wrapped = await read();
  if (wrapped === undefined) {
    const first = (await isSealed(session)) ? randomBytes(32) : secretKey;
    await sql`
      insert into server_secret (name, wrapped) values (${LOOKUP}, ${wrapKey(ring, first, LOOKUP)})
      on conflict (name) do nothing
    `.execute(sqlOf(session));
    wrapped = await read();
  }
  if (wrapped === undefined) throw new Error('a secret that was just made is missing');
  try {
    return unwrapKey(ring, wrapped, LOOKUP);
  } catch (cause) {
    throw cause instanceof SealBrokenError ? new WrongMasterKeyError({ cause }) : cause;
  }
}
