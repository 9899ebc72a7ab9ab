import { intentsTo } from './intents.ts';
import { momentOf, type MembershipEvidence } from './membership-evidence.ts';

/** What should have changed a member's level and did not, or did without a right to. */
export function unlocksMissing(membership: MembershipEvidence): readonly string[] {
  return [approvedButLocked, revokedInVain, openedUnseen, lockedThoughSpent, openedByTooLittle].flatMap((find) =>
    find(membership),
  );
}

/** An approved verification changed the level, or the level was as high when it was approved. */
function approvedButLocked(membership: MembershipEvidence): readonly string[] {
  const { member, changes, rankOf } = membership;
  const levels = changes.map((change, index) => {
    const next = changes[index + 1];
    const { from } = momentOf(membership, change.cause);
    return { rank: rankOf(change.to), from, until: next ? momentOf(membership, next.cause).until : Infinity };
  });
  const used = new Set(changes.flatMap(({ cause }) => (cause.by === 'VERIFICATION' ? [cause.verification] : [])));
  return member.verifications.flatMap(({ id, status, stage }) => {
    if (status !== 'APPROVED' || used.has(id)) return [];
    const { from, until } = momentOf(membership, { by: 'VERIFICATION', verification: id });
    const wasAsHigh = levels.some((level) => level.rank >= rankOf(stage) && level.from < until && level.until > from);
    return wasAsHigh ? [] : [`${id} was approved and unlocked nothing, though ${stage} was locked`];
  });
}

function revokedInVain({ evidence, member, changes }: MembershipEvidence): readonly string[] {
  const reasons = new Set(changes.flatMap(({ cause }) => (cause.by === 'REVOKED' ? [cause.reason] : [])));
  return intentsTo(evidence.intents, 'REVOKE')
    .filter(({ act, fate }) => act.member === member.id && fate === 'DONE' && !reasons.has(act.reason))
    .map(({ act }) => `the revocation «${act.reason}» was acknowledged and is not there`);
}

function openedUnseen({ evidence, member, changes }: MembershipEvidence): readonly string[] {
  const orders = new Set(changes.flatMap(({ cause }) => (cause.by === 'SPEND' ? [cause.order] : [])));
  return intentsTo(evidence.intents, 'RECORD').flatMap(({ act, attempts }) => {
    const isTold = attempts.some(({ told }) => typeof told.unlocked === 'string');
    if (act.member !== member.id || !isTold || orders.has(act.order)) return [];
    return [`${act.order} was said to unlock a stage, and no change says so`];
  });
}

/** The last order that counts saw at least today's spend, since refunds only take away: its stage must be open. */
function lockedThoughSpent({ evidence, member, rankOf }: MembershipEvidence): readonly string[] {
  const { spend, level } = member;
  const reached = evidence.run.stages.findLast((stage) => stage.spend !== null && stage.spend <= spend.total);
  if (reached === undefined || rankOf(level) >= rankOf(reached.code)) return [];
  return [`${spend.total} are spent, which opens ${reached.code}, and the level is ${level}`];
}

/** No stage opens by less than all orders so far come to, the unknown ones included. */
function openedByTooLittle(membership: MembershipEvidence): readonly string[] {
  const { evidence, member, changes } = membership;
  const orders = intentsTo(evidence.intents, 'RECORD').filter(
    ({ act, fate }) => act.member === member.id && fate !== 'NOT',
  );
  return changes.flatMap(({ to, cause }) => {
    if (cause.by !== 'SPEND') return [];
    const { until } = momentOf(membership, cause);
    const amounts = new Map(orders.filter(({ from }) => from < until).map(({ act }) => [act.order, act.amount]));
    const most = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
    const wanted = evidence.run.stages.find(({ code }) => code === to)?.spend ?? Infinity;
    return most >= wanted ? [] : [`${to} was opened by ${most}, and takes ${wanted}`];
  });
}
