import { expectedResult } from '../domain/expected-result.ts';
import type { Member } from '../domain/member.ts';
import { findStage } from '../domain/policy.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { planUnlock, type UnlockPlan } from '../domain/unlock-plan.ts';
import type { GraphQLContext } from './context.ts';

/** A member's plan for one stage; null when the policy has no such stage. Plans of several members are read together. */
export async function unlockPlanOf(
  { deps, loaders }: GraphQLContext,
  member: Member,
  stageCode: string,
): Promise<UnlockPlan | null> {
  const { policy, calendar, catalogue } = deps;
  const stage = findStage(policy, stageCode);
  if (stage === undefined) return null;
  const [openVerifications, unlockedStages = [], chancesUsed, spend] = await Promise.all([
    loaders.openVerificationsOfMember.load(member.id),
    loaders.unlockedStages.load(member.id),
    loaders.chancesUsed.load(member.id),
    loaders.spend.load(member.id),
  ]);
  const drafts = openVerifications.map((verification) => verification.id);
  const [materials, codes] = await Promise.all([
    Promise.all(drafts.map((id) => loaders.materialsOfVerification.load(id))),
    Promise.all(drafts.map((id) => loaders.emailCode.load(id))),
  ]);
  const { identity } = member;
  const now = deps.now();
  return planUnlock({
    policy,
    stage,
    identityType: identity?.type ?? null,
    requirements: identity ? rulesOf(catalogue, identity.type).requirements : [],
    unlockedStages,
    openVerifications,
    materials: materials.flat(),
    codeIsOut: codes.some((code) => code !== undefined && code.expiresAt > now),
    chancesUsed: chancesUsed ?? { MATERIALS: 0, TAX_NUMBER: 0, EMAIL: 0 },
    spent: spend?.total ?? 0,
    resultIfSubmittedNow: expectedResult(calendar.today(now), calendar, policy.review),
  });
}
