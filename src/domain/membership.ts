import type { Member } from './member.ts';
import type { Policy, Stage } from './policy.ts';
import { levelStage } from './stage-rules.ts';

/** What can bring a change of membership about. */
export const membershipCauseKinds = ['VERIFICATION', 'SPEND', 'REVOKED'] as const;

/** One such cause. */
export type MembershipCauseKind = (typeof membershipCauseKinds)[number];

/** What brought a change of membership about. */
export type MembershipCause =
  | { readonly kind: 'VERIFICATION'; readonly verificationId: string }
  | { readonly kind: 'SPEND'; readonly stage: string; readonly orderId: string }
  | { readonly kind: 'REVOKED'; readonly reason: string };

/** A change of membership; levels by their codes. */
export interface MembershipChange {
  readonly id: string;
  readonly memberId: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly cause: MembershipCause;
}

/** What a member is after the stages unlocked so far, and how that came about. */
export interface Membership {
  /** The stage whose level it is. */
  readonly level: Stage;
  readonly since: Date;
  /** All that are unlocked, with the one that everyone has. */
  readonly stages: readonly Stage[];
  /** The newest first, at most `HISTORY_LENGTH`. */
  readonly changes: readonly MembershipChange[];
}

/** The most changes of a membership that its history shows. */
export const HISTORY_LENGTH = 100;

/** A member's membership by the stages that it has unlocked and its newest changes. */
export function membershipAfter(
  policy: Policy,
  member: Pick<Member, 'createdAt'>,
  unlocked: readonly string[],
  changes: readonly MembershipChange[],
): Membership {
  return {
    level: levelStage(policy, unlocked),
    since: changes[0]?.at ?? member.createdAt,
    stages: policy.stages.filter((stage) => stage.rank === 0 || unlocked.includes(stage.code)),
    changes,
  };
}
