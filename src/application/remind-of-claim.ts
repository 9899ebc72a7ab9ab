import { appendEvents } from '../database/event-log.ts';
import { takeOccasion } from '../database/stores/reminder-store.ts';
import { lockVerification } from '../database/stores/verification-store.ts';
import { liveClaim } from '../domain/verification.ts';
import { isClaimed, type NamedClaim } from './claim-jobs.ts';
import type { Deps } from './deps.ts';

/** Tells the queue's followers once that a claim lapses soon, so that its reviewer can prolong it. Does nothing when the claim is no longer that one. */
export async function remindOfClaim(deps: Deps, { verificationId, until }: NamedClaim): Promise<void> {
  await deps.database.transaction(async (session) => {
    const verification = await lockVerification(session, verificationId);
    const at = deps.now();
    if (!verification || !isClaimed(verification, until) || liveClaim(verification, at) === null) return;
    const occasion = `${verificationId} ${until.toISOString()}`;
    if (!(await takeOccasion(session, 'CLAIM_LAPSING', occasion, at))) return;
    const { memberId } = verification;
    await appendEvents(session, [
      { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId, queueChange: 'CLAIM_LAPSING' },
    ]);
  });
}
