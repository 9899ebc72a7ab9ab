import type { Policy, Stage } from './policy.ts';

/** The stages that unlocking one gives: itself and every stage below it, but not the one that everyone has. */
export function stagesUnlockedWith(policy: Policy, stage: Stage): readonly Stage[] {
  return policy.stages.filter((candidate) => candidate.rank > 0 && candidate.rank <= stage.rank);
}

/** The highest stage whose amount the spend reaches; undefined when it reaches none. Amounts are in minor units. */
export function highestStageForSpend(policy: Policy, spent: number): Stage | undefined {
  return policy.stages.findLast((stage) => stage.spendRequired !== null && stage.spendRequired.amount <= spent);
}

/** The stage whose level a member has who unlocked these: the highest that the policy knows, or the one that everyone has. */
export function levelStage(policy: Policy, unlocked: Iterable<string>): Stage {
  const codes = new Set(unlocked);
  return policy.stages.findLast((stage) => codes.has(stage.code)) ?? policy.stages[0];
}
