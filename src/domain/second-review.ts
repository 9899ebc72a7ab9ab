import type { Outcome } from './decision.ts';

/** What a reviewer came to. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The code of the stage that an approval unlocks; null when it is none. */
  readonly unlockedStage: string | null;
}

/** What becomes of a verdict: it is the decision, or somebody else has to look, or a supervisor has to. */
export type AfterVerdict = 'DECIDED' | 'AWAITS_SECOND' | 'AWAITS_SUPERVISOR';

/** Whether a reviewer may decide now, and whom it takes otherwise. */
export type ReviewerFit = 'FITS' | 'SECOND_REVIEWER_REQUIRED' | 'SUPERVISOR_REQUIRED';

/**
 * What becomes of a verdict, given those before it. `takesTwo`: the policy wants two reviewers for the stage. What was begun
 * by two is ended by two, whatever the policy says meanwhile. A third verdict counts by itself.
 */
export function afterVerdict(takesTwo: boolean, earlier: readonly Verdict[], verdict: Verdict): AfterVerdict {
  const [first, second] = earlier;
  if (first === undefined) return takesTwo ? 'AWAITS_SECOND' : 'DECIDED';
  if (second !== undefined) return 'DECIDED';
  return isSameVerdict(first, verdict) ? 'DECIDED' : 'AWAITS_SUPERVISOR';
}

/** Whether two came to the same: the same outcome and the same stage. Reasons and notes may differ. */
export function isSameVerdict(one: Verdict, other: Verdict): boolean {
  return one.outcome === other.outcome && one.unlockedStage === other.unlockedStage;
}

/** Whether somebody may decide what others have reviewed already: nobody reviews twice, and after two who differ only a supervisor decides. */
export function reviewerFit(
  earlier: readonly { readonly reviewerId: string }[],
  reviewer: { readonly id: string; readonly isSupervisor: boolean },
): ReviewerFit {
  if (earlier.some(({ reviewerId }) => reviewerId === reviewer.id)) return 'SECOND_REVIEWER_REQUIRED';
  return earlier.length > 1 && !reviewer.isSupervisor ? 'SUPERVISOR_REQUIRED' : 'FITS';
}
