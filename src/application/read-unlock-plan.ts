import { chancesUsed } from '../database/stores/chance-store.ts';
import { findEmailCodes } from '../database/stores/email-code-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import { unlockedStages } from '../database/stores/membership-store.ts';
import { spendOf } from '../database/stores/order-store.ts';
import { openVerificationsOf } from '../database/stores/verification-store.ts';
import { expectedResult } from '../domain/expected-result.ts';
import type { Member } from '../domain/member.ts';
import { findStage } from '../domain/policy.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { planUnlock, type UnlockPlan } from '../domain/unlock-plan.ts';
import type { Deps } from './deps.ts';

/** A member's plan for one stage, in six statements; null when the policy has no such stage. */
export async function readUnlockPlan(deps: Deps, member: Member, stageCode: string): Promise<UnlockPlan | null> {
  const { policy, calendar, catalogue } = deps;
  const stage = findStage(policy, stageCode);
  if (stage === undefined) return null;
  const session = deps.database.session();
  const ids = [member.id];
  const now = deps.now();
  const [open, unlocked, used, [spend]] = await Promise.all([
    openVerificationsOf(session, ids),
    unlockedStages(session, ids),
    chancesUsed(session, ids),
    spendOf(session, ids),
  ]);
  const drafts = open.map((verification) => verification.id);
  const [materials, codes] = await Promise.all([
    drafts.length > 0 ? materialsOf(session, drafts) : [],
    drafts.length > 0 ? findEmailCodes(session, drafts) : [],
  ]);
  const { identity } = member;
  return planUnlock({
    policy,
    stage,
    identityType: identity?.type ?? null,
    requirements: identity ? rulesOf(catalogue, identity.type).requirements : [],
    unlockedStages: unlocked.get(member.id) ?? [],
    openVerifications: open,
    materials,
    codeIsOut: codes.some((code) => code.expiresAt > now),
    chancesUsed: used.get(member.id) ?? { MATERIALS: 0, TAX_NUMBER: 0, EMAIL: 0 },
    spent: spend?.total ?? 0,
    resultIfSubmittedNow: expectedResult(calendar.today(now), calendar, policy.review),
  });
}
