import type { Actor } from '../domain/actor.ts';
import { issueWithNote } from '../domain/kept-text.ts';
import type { Statement } from '../domain/statement.ts';
import { confirmStatement } from './confirm-statement.ts';
import { decide } from './decide.ts';
import type { Deps } from './deps.ts';
import { inputInvalid } from './problems.ts';
import { readMembership } from './read-membership.ts';
import { lockUnderReview, type Reviewed } from './under-review.ts';
import { unlockStage } from './unlock-stage.ts';

/** A reviewer's approval. */
export interface ApproveVerification extends Reviewed {
  readonly note: string | null;
  /** What the statement shows; null when the reviewer says nothing of it. */
  readonly statement: Statement | null;
}

/**
 * Approves (seed step 6, success): the stage, or what the confirmed statement reaches of it, and all below it are unlocked,
 * level and benefits follow, in one transaction. Where it takes two reviewers, the first approval is only kept.
 */
export async function approveVerification(deps: Deps, actor: Actor, input: ApproveVerification) {
  const issue = issueWithNote(input.note, 'note');
  if (issue !== undefined) return inputInvalid([issue]);
  const at = deps.now();
  return deps.database.transaction(async (session) => {
    const review = await lockUnderReview(session, actor, input, at);
    if (review.kind !== 'UnderReview') return review;
    const confirmed = confirmStatement(deps, review.verification, input.statement, at);
    if (confirmed.kind !== 'Confirmed') return confirmed;
    const { stage, statement } = confirmed;
    const { memberId } = review.verification;
    const cause = { kind: 'VERIFICATION', verificationId: review.verification.id } as const;
    const unlockedStage = stage?.code ?? null;
    const verdict = { outcome: 'APPROVED', at, note: input.note, reasons: [], statement, unlockedStage } as const;
    const verification = await decide(deps, session, actor, review, verdict);
    if (verification.status === 'APPROVED' && stage !== null) {
      await unlockStage(deps.policy, session, memberId, stage, cause, at);
    }
    const membership = await readMembership(deps.policy, session, review.member);
    return { kind: 'Success', verification, membership } as const;
  });
}
