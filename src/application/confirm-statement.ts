import { findStage, type Stage } from '../domain/policy.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { issuesWithStatement, showsStatement, stageReached, type Statement } from '../domain/statement.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { inputInvalid } from './problems.ts';
import { confirmedStatementRequired, statementCurrencyNotAccepted } from './review-problems.ts';

/** Judges what a reviewer read on the statement of a verification: the stage that its approval unlocks, null when it reaches none. */
export function confirmStatement(
  { policy, catalogue, calendar }: Pick<Deps, 'policy' | 'catalogue' | 'calendar'>,
  verification: Verification,
  given: Statement | null,
  at: Date,
) {
  const asked = findStage(policy, verification.stage);
  if (asked === undefined) {
    const message = `The policy has no stage ${verification.stage} any more: reject it, or put the stage back.`;
    return inputInvalid([{ path: 'verification', message }]);
  }
  const { method, identity } = verification;
  const isShown =
    method === 'MATERIALS' && identity !== null && showsStatement(rulesOf(catalogue, identity.type).requirements);
  if (given === null) {
    if (isShown && asked.statementRequired !== null) return confirmedStatementRequired(asked.statementRequired);
    return confirmed(asked, null);
  }
  if (!isShown) {
    const message = 'This verification’s materials show no statement: leave it out.';
    return inputInvalid([{ path: 'confirmedStatement', message }]);
  }
  if (given.amount.currency !== policy.currency) return statementCurrencyNotAccepted(policy.currency);
  const issues = issuesWithStatement(given, 'confirmedStatement', calendar.today(at));
  if (issues.length > 0) return inputInvalid(issues);
  return confirmed(stageReached(policy, asked, given) ?? null, given);
}

function confirmed(stage: Stage | null, statement: Statement | null) {
  return { kind: 'Confirmed', stage, statement } as const;
}
