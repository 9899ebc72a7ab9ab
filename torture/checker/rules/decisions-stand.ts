import type { ActOf } from '../../history/act.ts';
import type { Evidence } from '../evidence.ts';
import { intentsTo, type Intent } from '../intents.ts';
import type { Finding, Rule } from '../rule.ts';

/** Every acknowledged decision stands at the end, with its outcome and its reviewer; nobody decided what nobody decided. */
export const decisionsStand: Rule = {
  name: 'decisions-stand',
  check({ intents, final }: Evidence): readonly Finding[] {
    const verifications = new Map(final.members.flatMap((member) => member.verifications.map((one) => [one.id, one])));
    const decisions = Map.groupBy(intentsTo(intents, 'DECIDE'), ({ act }) => act.verification);

    const lost = [...decisions].flatMap(([id, wanted]): readonly Finding[] => {
      const acknowledged = wanted.filter(({ fate }) => fate === 'DONE');
      const at = acknowledged.map(({ until }) => until);
      if (acknowledged.length > 1) {
        return [{ what: `${acknowledged.length} decisions on ${id} were acknowledged: ${say(acknowledged)}`, at }];
      }
      const [decision] = acknowledged;
      if (decision === undefined) return [];
      const found = verifications.get(id);
      const { outcome, reviewer } = decision.act;
      const stands = found?.status === outcome && found.decision?.outcome === outcome && found.decision.by === reviewer;
      return stands ? [] : [{ what: `${say([decision])} of ${id} was acknowledged, and is ${describe(found)}`, at }];
    });

    const invented = [...verifications.values()].flatMap((one): readonly Finding[] => {
      const isDecided = one.status === 'APPROVED' || one.status === 'REJECTED';
      if (!isDecided && one.decision === null) return [];
      if (one.decision?.outcome !== one.status) return [{ what: `${one.id} is ${describe(one)}` }];
      const { outcome, by } = one.decision;
      const wanted = (decisions.get(one.id) ?? []).some(
        ({ act, fate }) => fate !== 'NOT' && act.outcome === outcome && act.reviewer === by,
      );
      return wanted ? [] : [{ what: `${one.id} is ${outcome} by ${by}, who never decided so` }];
    });
    return [...lost, ...invented];
  },
};

function say(decisions: readonly Intent<ActOf<'DECIDE'>>[]): string {
  return decisions.map(({ act }) => `${act.outcome} by ${act.reviewer}`).join(', ');
}

function describe(found: { status: string; decision: { outcome: string; by: string } | null } | undefined): string {
  if (found === undefined) return 'not there at the end';
  const { status, decision } = found;
  return `${status} with ${decision ? `the decision ${decision.outcome} by ${decision.by}` : 'no decision'} at the end`;
}
