import { recordAct } from '../database/stores/audit-store.ts';
import { decisionsOn } from '../database/stores/decision-store.ts';
import { keepCheck, lockRecheck } from '../database/stores/recheck-store.ts';
import { reviewsOf } from '../database/stores/review-store.ts';
import { findVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import { issueWithNote } from '../domain/kept-text.ts';
import type { Deps } from './deps.ts';
import { memberIdOf, staffRoleOf } from './person.ts';
import { inputInvalid, ownVerification, verificationNotFound } from './problems.ts';
import { decisionAlreadyChecked, decisionNotDrawn, ownDecision } from './review-problems.ts';

/** Whether a reviewer would have decided the same. */
export interface CheckDecision {
  readonly verificationId: string;
  readonly agrees: boolean;
  readonly note: string | null;
}

/** Keeps what came of checking a decision that was drawn, once. The decision stays as it is. */
export async function checkDecision(deps: Deps, actor: Actor, input: CheckDecision) {
  const issue = issueWithNote(input.note, 'note');
  if (issue !== undefined) return inputInvalid([issue]);
  const { verificationId, agrees, note } = input;
  const checkedBy = memberIdOf(actor);
  return deps.database.transaction(async (session) => {
    const verification = await findVerification(session, verificationId);
    if (verification === undefined || verification.status === 'DRAFT') return verificationNotFound();
    if (verification.memberId === checkedBy) return ownVerification();
    const drawn = await lockRecheck(session, verificationId);
    const [decision] = await decisionsOn(session, [verificationId]);
    if (drawn === undefined || decision === undefined) return decisionNotDrawn();
    const reviewers = (await reviewsOf(session, [verificationId])).map(({ reviewerId }) => reviewerId);
    if ([decision.decidedBy, ...reviewers].includes(checkedBy)) return ownDecision();
    if (drawn.check !== null) return decisionAlreadyChecked(drawn.check);
    const at = deps.now();
    const { memberId } = verification;
    await keepCheck(session, memberId, { verificationId, agrees, checkedBy, checkedAt: at, note });
    const reason = agrees ? 'AGREES' : 'DISAGREES';
    const role = staffRoleOf(actor);
    await recordAct(session, { act: 'DECISION_CHECKED', actor, role, at, memberId, verificationId, reason });
    return { kind: 'Success', verification } as const;
  });
}
