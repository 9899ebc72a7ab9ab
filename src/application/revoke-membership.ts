import { appendEvents } from '../database/event-log.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { countSpendSince, lockMember } from '../database/stores/member-store.ts';
import { deleteUnlocks, insertMembershipChange, unlockedStages } from '../database/stores/membership-store.ts';
import type { Actor } from '../domain/actor.ts';
import { issueWithKeptReason } from '../domain/kept-text.ts';
import { levelStage } from '../domain/stage-rules.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';
import { staffRoleOf } from './person.ts';
import { inputInvalid, memberNotFound } from './problems.ts';

/** A membership taken back for a reason. */
export interface RevokeMembership {
  readonly memberId: string;
  readonly reason: string;
}

/** Takes a membership back to the stage that everyone has. Spend counts from zero afterwards, so that the next order does not undo it. */
export async function revokeMembership(deps: Deps, actor: Actor, input: RevokeMembership) {
  const issue = issueWithKeptReason(input.reason);
  if (issue !== undefined) return inputInvalid([issue]);
  const reason = input.reason.trim();
  return deps.database.transaction(async (session) => {
    const { memberId } = input;
    const member = await lockMember(session, memberId);
    if (member === undefined || member.erasedAt !== null) return memberNotFound();
    const unlocked = (await unlockedStages(session, [memberId])).get(memberId) ?? [];
    if (unlocked.length === 0) {
      return { kind: 'NothingToRevoke', message: 'This member has unlocked nothing.' } as const;
    }
    const at = deps.now();
    const from = levelStage(deps.policy, unlocked).code;
    const to = deps.policy.stages[0].code;
    await deleteUnlocks(session, memberId);
    await countSpendSince(session, memberId, at);
    const change = await insertMembershipChange(session, {
      memberId,
      from,
      to,
      at,
      cause: { kind: 'REVOKED', reason },
    });
    await appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at, memberId, membershipChangeId: change.id }]);
    await recordAct(session, { act: 'MEMBERSHIP_REVOKED', actor, role: staffRoleOf(actor), at, memberId, reason });
    await orderMail(session, { mail: 'MEMBERSHIP_REVOKED', membershipChangeId: change.id });
    return { kind: 'Success', member: { ...member, spendCountsSince: at } } as const;
  });
}
