import type { Session } from '../database/database.ts';
import { membershipChangesOf, unlockedStages } from '../database/stores/membership-store.ts';
import type { Member } from '../domain/member.ts';
import { HISTORY_LENGTH, membershipAfter, type Membership } from '../domain/membership.ts';
import type { Policy } from '../domain/policy.ts';

/** A member's membership as the session sees it: in a transaction, with what that has changed. */
export async function readMembership(policy: Policy, session: Session, member: Member): Promise<Membership> {
  const unlocked = (await unlockedStages(session, [member.id])).get(member.id) ?? [];
  return membershipAfter(policy, member, unlocked, await membershipChangesOf(session, [member.id], HISTORY_LENGTH));
}
