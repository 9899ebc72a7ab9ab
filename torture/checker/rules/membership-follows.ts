import type { Evidence } from '../evidence.ts';
import { membershipEvidence, wishesBehind, type MembershipEvidence } from '../membership-evidence.ts';
import { unlocksMissing } from '../unlocks-missing.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * A member's level is what its approved verifications, its spend and its revocations make of it, one change after the
 * other, and each change has a cause that somebody wanted.
 */
export const membershipFollows: Rule = {
  name: 'membership-follows',
  check: (evidence: Evidence): readonly Finding[] =>
    evidence.final.members.flatMap((member) => {
      const membership = membershipEvidence(evidence, member);
      return [brokenChain, wrongSteps, uncaused, unlocksMissing].flatMap((find) =>
        find(membership).map((what) => ({ what: `${member.id}: ${what}` })),
      );
    }),
};

function brokenChain({ evidence, member, changes, rankOf }: MembershipEvidence): readonly string[] {
  const lowest = evidence.run.stages[0]?.code ?? '';
  const levels = [lowest, ...changes.map(({ to }) => to)];
  const breaks = changes.flatMap(({ from }, index) =>
    from === levels[index] ? [] : [`a change begins at ${from}, after ${levels[index]}`],
  );
  const end = levels.at(-1) ?? lowest;
  const unlocked = evidence.run.stages.filter(({ code }) => rankOf(code) <= rankOf(end));
  const isOpen = unlocked.map(({ code }) => code).join() === member.stages.join();
  return [
    ...breaks,
    ...(end === member.level ? [] : [`the level is ${member.level}, and the last change led to ${end}`]),
    ...(isOpen ? [] : [`unlocked are ${member.stages.join() || 'none'}, with the level ${end}`]),
  ];
}

function wrongSteps({ member, changes, rankOf }: MembershipEvidence): readonly string[] {
  const stageOf = new Map(member.verifications.map(({ id, stage }) => [id, stage]));
  return changes.flatMap(({ from, to, cause }) => {
    const isRight =
      cause.by === 'REVOKED'
        ? rankOf(to) === 0 && rankOf(from) > 0
        : rankOf(to) > rankOf(from) && to === (cause.by === 'SPEND' ? cause.stage : stageOf.get(cause.verification));
    return isRight ? [] : [`a change from ${from} to ${to} is no work of ${JSON.stringify(cause)}`];
  });
}

function uncaused(membership: MembershipEvidence): readonly string[] {
  const { member, changes } = membership;
  const seen = new Set<string>();
  const approved = new Set(member.verifications.filter(({ status }) => status === 'APPROVED').map(({ id }) => id));
  return changes.flatMap(({ cause }) => {
    const key = JSON.stringify(cause);
    if (seen.has(key)) return [`the change by ${key} is there twice`];
    seen.add(key);
    const isCaused =
      wishesBehind(membership, cause).length > 0 && (cause.by !== 'VERIFICATION' || approved.has(cause.verification));
    return isCaused ? [] : [`nobody wanted the change by ${key}`];
  });
}
