import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { lockVerification, setClaim } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { liveClaim } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { memberIdOf, staffRoleOf } from './person.ts';
import { claimHeld, verificationNotFound } from './problems.ts';

/** Gives a claimed verification back to the queue; supervisors can give back anybody's. Releasing what nobody holds changes nothing. */
export async function releaseVerification(deps: Deps, actor: Actor, input: { readonly verificationId: string }) {
  const id = input.verificationId;
  const role = staffRoleOf(actor);
  return deps.database.transaction(async (session) => {
    const verification = await lockVerification(session, id);
    if (verification === undefined || verification.status === 'DRAFT') return verificationNotFound();
    const at = deps.now();
    const held = liveClaim(verification, at);
    if (held === null) return { kind: 'Success', verification } as const;
    if (held.reviewerId !== memberIdOf(actor) && role !== 'SUPERVISOR') return claimHeld(held);
    const { memberId } = verification;
    const released = await setClaim(session, id, null);
    await appendEvents(session, [
      { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'RELEASED' },
    ]);
    await recordAct(session, { act: 'VERIFICATION_RELEASED', actor, role, at, memberId, verificationId: id });
    return { kind: 'Success', verification: released } as const;
  });
}
