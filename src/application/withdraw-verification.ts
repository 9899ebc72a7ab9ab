import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { removeEmailCode } from '../database/stores/email-code-store.ts';
import { changeVerification, lockVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { canBecome } from '../domain/verification-status.ts';
import type { Deps } from './deps.ts';
import { memberIdOf } from './person.ts';
import { verificationNotFound, verificationNotOpen } from './problems.ts';

/** Ends a buyer's own verification before it is decided. Gives no chance back. Withdrawing twice is one withdrawal. */
export async function withdrawVerification(deps: Deps, actor: Actor, input: { readonly verificationId: string }) {
  const memberId = memberIdOf(actor);
  const id = input.verificationId;
  return deps.database.transaction(async (session) => {
    const verification = await lockVerification(session, id);
    if (verification?.memberId !== memberId) return verificationNotFound();
    if (verification.status === 'WITHDRAWN') return { kind: 'Success', verification } as const;
    if (!canBecome(verification.status, 'WITHDRAWN')) return verificationNotOpen(verification);
    const at = deps.now();
    const withdrawn = await changeVerification(session, id, {
      status: 'WITHDRAWN',
      claimedBy: null,
      claimedUntil: null,
    });
    await removeEmailCode(session, id);
    await recordAct(session, { act: 'VERIFICATION_WITHDRAWN', actor, role: 'BUYER', at, memberId, verificationId: id });
    if (verification.status === 'SUBMITTED') {
      await appendEvents(session, [
        { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'WITHDRAWN' },
      ]);
    }
    return { kind: 'Success', verification: withdrawn } as const;
  });
}
