import type { Member } from '../domain/member.ts';
import { membershipAfter, type Membership, type MembershipCause } from '../domain/membership.ts';
import { findStage, type Policy, type Stage } from '../domain/policy.ts';
import type { GraphQLContext } from './context.ts';

/** A member's membership as it is now. */
export async function membershipOf(context: GraphQLContext, member: Member): Promise<Membership> {
  const [unlocked = [], changes] = await Promise.all([
    context.loaders.unlockedStages.load(member.id),
    context.loaders.changesOfMember.load(member.id),
  ]);
  return membershipAfter(context.deps.policy, member, unlocked, changes);
}

/** A level by its code; one that the policy no longer has keeps its code as its name. */
export function levelOf(policy: Policy, code: string) {
  const { name, rank } = findStage(policy, code) ?? { name: code, rank: 0 };
  return { code, name, rank };
}

/** A stage by its code; one that the policy no longer has keeps its code as its name, and nothing opens it. */
export function stageOf(policy: Policy, code: string): Stage {
  const gone = { code, name: code, rank: 0, benefits: [], methods: [] };
  return findStage(policy, code) ?? { ...gone, spendRequired: null, statementRequired: null, secondReview: false };
}

/** Counts by stage under the stages themselves. */
export function withStages<T, W extends { readonly byStage: readonly (T & { readonly stage: string | null })[] }>(
  policy: Policy,
  workload: W,
) {
  const byStage = workload.byStage.map((count) => ({ ...count, stage: stageOf(policy, count.stage ?? '') }));
  return { ...workload, byStage };
}

/** A cause as the contract's union has it. */
export function toCause(cause: MembershipCause) {
  switch (cause.kind) {
    case 'VERIFICATION':
      return { __typename: 'UnlockedByVerification', verificationId: cause.verificationId } as const;
    case 'SPEND':
      return { __typename: 'UnlockedBySpend', stageCode: cause.stage, order: cause.orderId } as const;
    case 'REVOKED':
      return { __typename: 'RevokedBySupervisor', reason: cause.reason } as const;
  }
}
