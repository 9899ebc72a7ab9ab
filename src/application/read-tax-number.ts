import { recordAct } from '../database/stores/audit-store.ts';
import { keptTaxNumber } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { staffRoleOf } from './person.ts';
import { taxNumberContext } from './submit-tax-number.ts';

/** The whole tax number, for staff that looks it up; null when none was handed in. The audit trail keeps that it was read. */
export async function readTaxNumber(deps: Deps, actor: Actor, verification: Verification): Promise<string | null> {
  const { id, memberId } = verification;
  const role = staffRoleOf(actor);
  return deps.database.transaction(async (session) => {
    const kept = await keptTaxNumber(session, id);
    if (kept === null) return null;
    await recordAct(session, { act: 'TAX_NUMBER_READ', actor, role, at: deps.now(), memberId, verificationId: id });
    return 'number' in kept ? kept.number : deps.sealer.open(kept.sealed, taxNumberContext(id));
  });
}
