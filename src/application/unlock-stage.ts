import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { insertMembershipChange, insertUnlocks, unlockedStages } from '../database/stores/membership-store.ts';
import type { MembershipCause, MembershipChange } from '../domain/membership.ts';
import type { Policy, Stage } from '../domain/policy.ts';
import { levelStage, stagesUnlockedWith } from '../domain/stage-rules.ts';

/** Unlocks a stage and all below it for a member that the transaction holds; the level follows, and the change is logged. Undefined when the level was as high already. */
export async function unlockStage(
  policy: Policy,
  session: Session,
  memberId: string,
  stage: Stage,
  cause: MembershipCause,
  at: Date,
): Promise<MembershipChange | undefined> {
  const before = (await unlockedStages(session, [memberId])).get(memberId) ?? [];
  const fresh = stagesUnlockedWith(policy, stage).filter((one) => !before.includes(one.code));
  const codes = fresh.map((one) => one.code);
  await insertUnlocks(session, memberId, codes, at);
  const from = levelStage(policy, before).code;
  const to = levelStage(policy, [...before, ...codes]).code;
  if (from === to) return undefined;
  const change = await insertMembershipChange(session, { memberId, from, to, at, cause });
  await appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at, memberId, membershipChangeId: change.id }]);
  return change;
}
