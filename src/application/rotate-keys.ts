import {
  countWrapped,
  replaceSealed,
  rewrapMemberKeys,
  rewrapServerSecrets,
  serverSealed,
  type ServerSealed,
} from '../database/rotate-keys.ts';
import type { Deps } from './deps.ts';
import { sealedFor } from './keyed-database.ts';
import { taxNumberContext } from './submit-tax-number.ts';
import { webhookSecretContext } from './webhook-secrets.ts';

/** What a rotation did, and what it left. */
export interface Rotation {
  readonly rewrapped: number;
  readonly resealed: number;
  /** All keys that are wrapped, and those of them that need another master key than the current one. 0: that one can go. */
  readonly keys: number;
  readonly underOthers: number;
}

/**
 * Wraps every member's key anew under the current master key, and seals anew what servers sealed with a master key itself,
 * while servers run that have the same keys. What was sealed with a member's key stays as it is. Can be broken off and begun
 * again: what is done is found by its key's id.
 */
export async function rotateKeys({ database, sealer }: Pick<Deps, 'database' | 'sealer'>): Promise<Rotation> {
  const session = database.session();
  let rewrapped = await rewrapServerSecrets(session);
  for (let done = await rewrapMemberKeys(session); done > 0; done = await rewrapMemberKeys(session)) rewrapped += done;
  let resealed = 0;
  for await (const batch of serverSealed(session)) {
    for (const value of batch) {
      const anew = sealer.reseal(value.sealed, contextOf(value));
      if (anew === undefined) continue;
      await replaceSealed(session, value, anew);
      resealed += 1;
    }
  }
  return { rewrapped, resealed, ...(await countWrapped(session)) };
}

function contextOf({ table, column, id, input }: ServerSealed): string {
  switch (table) {
    case 'webhook_endpoint':
      return webhookSecretContext(id);
    case 'verification':
      return taxNumberContext(id);
    case 'idempotency_key':
      return sealedFor(column === 'progress' ? 'progress' : 'answer', { id, input });
  }
}
