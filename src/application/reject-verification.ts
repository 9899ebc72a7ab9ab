import { materialsOf } from '../database/stores/material-store.ts';
import type { Actor } from '../domain/actor.ts';
import { issueWithNote } from '../domain/kept-text.ts';
import { issuesWithReasons, type GivenReason } from '../domain/rejection.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { decide } from './decide.ts';
import type { Deps } from './deps.ts';
import { inputInvalid } from './problems.ts';
import { lockUnderReview, type Reviewed } from './under-review.ts';

/** A reviewer's rejection, with its reasons. */
export interface RejectVerification extends Reviewed {
  readonly reasons: readonly GivenReason[];
  readonly note: string | null;
}

/**
 * Rejects (seed step 6, failure). Each reason has to fit the method and the material that it names. Where it takes two
 * reviewers, the first rejection is only kept.
 */
export async function rejectVerification(deps: Deps, actor: Actor, input: RejectVerification) {
  const at = deps.now();
  return deps.database.transaction(async (session) => {
    const review = await lockUnderReview(session, actor, input, at);
    if (review.kind !== 'UnderReview') return review;
    const { verification } = review;
    const requirements = verification.identity ? rulesOf(deps.catalogue, verification.identity.type).requirements : [];
    const materials = await materialsOf(session, [verification.id]);
    const issues = issuesWithReasons(input.reasons, verification.method, materials, requirements);
    const noteIssue = issueWithNote(input.note, 'note');
    if (noteIssue !== undefined || issues.length > 0)
      return inputInvalid([...issues, ...(noteIssue ? [noteIssue] : [])]);
    const { note, reasons } = input;
    const verdict = { outcome: 'REJECTED', at, note, reasons, statement: null, unlockedStage: null } as const;
    return { kind: 'Success', verification: await decide(deps, session, actor, review, verdict) } as const;
  });
}
