import type { DecisionCheck } from '../database/stores/recheck-store.ts';
import type { Review } from '../database/stores/review-store.ts';
import type { StatementRequirement } from '../domain/policy.ts';
import { statementWords } from '../domain/statement.ts';

/** Nobody reviews the same verification twice. */
export function secondReviewerRequired(firstReview: Review) {
  const message = 'You have decided this verification already: another reviewer has to decide it now.';
  return { kind: 'SecondReviewerRequired', message, firstReview } as const;
}

/** Two reviewers differ. */
export function supervisorRequired(firstReview: Review, dissentingReview: Review) {
  const message = 'Two reviewers decided this verification differently: a supervisor has to decide it.';
  return { kind: 'SupervisorRequired', message, firstReview, dissentingReview } as const;
}

/** The stage asks for a statement, and the reviewer said nothing of it. */
export function confirmedStatementRequired(requirement: StatementRequirement) {
  const message = `This stage asks for a statement of at least ${statementWords(requirement)}: give \`confirmedStatement\` with what it shows.`;
  return { kind: 'ConfirmedStatementRequired', message, requirement } as const;
}

/** Statements are confirmed in the policy's currency. */
export function statementCurrencyNotAccepted(accepted: string) {
  const message = `Statements are confirmed in ${accepted}. Convert the amount at the rate of the period’s last day, and note the original amount.`;
  return { kind: 'CurrencyNotAccepted', message, accepted } as const;
}

/** The decision was not drawn, or there is none. */
export function decisionNotDrawn() {
  const message = 'This decision was not drawn to be checked. Read `decisionsToCheck` for those that were.';
  return { kind: 'DecisionNotDrawn', message } as const;
}

/** Somebody was faster. */
export function decisionAlreadyChecked(check: DecisionCheck) {
  const message = 'This decision has been checked already: nothing changed.';
  return { kind: 'DecisionAlreadyChecked', message, check } as const;
}

/** Nobody checks a decision of their own. */
export function ownDecision() {
  return { kind: 'OwnDecision', message: 'You took part in this decision: somebody else has to check it.' } as const;
}
