import type { Entry } from '../history/entry.ts';
import { gatherEvidence } from './evidence.ts';
import type { Rule, Violation } from './rule.ts';
import { auditTrailIsWhole } from './rules/audit-trail-is-whole.ts';
import { chancesAddUp } from './rules/chances-add-up.ts';
import { decisionsStand } from './rules/decisions-stand.ts';
import { mailsGoOutOnce } from './rules/mails-go-out-once.ts';
import { membershipFollows } from './rules/membership-follows.ts';
import { oneIsOpen } from './rules/one-is-open.ts';
import { promisesAreKept } from './rules/promises-are-kept.ts';
import { spendAddsUp } from './rules/spend-adds-up.ts';
import { statusesMoveOn } from './rules/statuses-move-on.ts';
import { subscribersHearAll } from './rules/subscribers-hear-all.ts';
import { webhooksGoOutOnce } from './rules/webhooks-go-out-once.ts';

/** Every rule, in the order in which a report names them. */
export const rules: readonly Rule[] = [
  decisionsStand,
  membershipFollows,
  chancesAddUp,
  spendAddsUp,
  subscribersHearAll,
  mailsGoOutOnce,
  webhooksGoOutOnce,
  auditTrailIsWhole,
  statusesMoveOn,
  oneIsOpen,
  promisesAreKept,
];

/** Holds a whole history against every rule. Nothing found: nothing that was acknowledged was lost or doubled. */
export function checkHistory(entries: readonly Entry[]): readonly Violation[] {
  const evidence = gatherEvidence(entries);
  return rules.flatMap(({ name, check }) => check(evidence).map((finding) => ({ rule: name, ...finding })));
}
