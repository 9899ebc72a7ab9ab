import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { lockVerification, setClaim } from '../database/stores/verification-store.ts';
import type { Verification } from '../domain/verification.ts';
import { isClaimed, type NamedClaim } from './claim-jobs.ts';
import type { Deps } from './deps.ts';

/** Makes it visible that a claim's time is over, once: the claim goes, the queue's followers are told, the audit trail keeps it. Does nothing when the claim is no longer that one. */
export async function lapseClaim(deps: Deps, { verificationId, until }: NamedClaim): Promise<void> {
  await deps.database.transaction(async (session) => {
    const verification = await lockVerification(session, verificationId);
    if (verification && isClaimed(verification, until)) await releaseLapsed(session, verification, deps.now());
  });
}

/** Takes a claim whose time is over from a verification that the transaction holds; nobody acted, so the audit trail names nobody. */
export async function releaseLapsed(session: Session, { id, memberId }: Verification, at: Date): Promise<void> {
  await setClaim(session, id, null);
  await appendEvents(session, [
    { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'RELEASED' },
  ]);
  const act = { act: 'VERIFICATION_RELEASED', actor: null, role: null, at, memberId, verificationId: id } as const;
  await recordAct(session, act);
}
