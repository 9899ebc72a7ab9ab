import type { Actor } from '../domain/actor.ts';
import { issueWithNote } from '../domain/kept-text.ts';
import { findStage } from '../domain/policy.ts';
import { decide } from './decide.ts';
import type { Deps } from './deps.ts';
import { memberIdOf } from './person.ts';
import { inputInvalid } from './problems.ts';
import { readMembership } from './read-membership.ts';
import { lockUnderReview, type Reviewed } from './under-review.ts';
import { unlockStage } from './unlock-stage.ts';

/** A reviewer's approval. */
export interface ApproveVerification extends Reviewed {
  readonly note: string | null;
}

/** Approves (seed step 6, success): the stage and all below it are unlocked, level and benefits follow, in one transaction. */
export async function approveVerification(deps: Deps, actor: Actor, input: ApproveVerification) {
  const issue = issueWithNote(input.note, 'note');
  if (issue !== undefined) return inputInvalid([issue]);
  const at = deps.now();
  return deps.database.transaction(async (session) => {
    const review = await lockUnderReview(session, memberIdOf(actor), input, at);
    if (review.kind !== 'UnderReview') return review;
    const stage = findStage(deps.policy, review.verification.stage);
    if (stage === undefined) {
      const message = `The policy has no stage ${review.verification.stage} any more: reject it, or put the stage back.`;
      return inputInvalid([{ path: 'verification', message }]);
    }
    const { memberId } = review.verification;
    const cause = { kind: 'VERIFICATION', verificationId: review.verification.id } as const;
    const decision = { outcome: 'APPROVED', decidedAt: at, note: input.note, reasons: [] } as const;
    const verification = await decide(session, actor, review.verification, decision);
    await unlockStage(deps.policy, session, memberId, stage, cause, at);
    const membership = await readMembership(deps.policy, session, review.member);
    return { kind: 'Success', verification, membership } as const;
  });
}
