import type { Evidence } from '../evidence.ts';
import { methods, type Method } from '../method.ts';
import type { Finding, Rule } from '../rule.ts';
import { restoredChances, spentChances, type Restored, type Spent } from '../spent-chances.ts';

/** A look at how many chances are used, some time between `from` and `until`. */
interface Look {
  readonly from: number;
  readonly until: number;
  readonly used: number;
}

/**
 * Whenever anybody looked, as many chances were used as what was acknowledged explains at least, and at most what was
 * acknowledged or is unknown; and never was a sixth spent.
 */
export const chancesAddUp: Rule = {
  name: 'chances-add-up',
  check: (evidence: Evidence): readonly Finding[] =>
    evidence.final.members.flatMap(({ id, used }) =>
      methods.flatMap((method) => {
        const last: Look = { from: evidence.finalFrom, until: Infinity, used: used[method] };
        return differences(evidence, id, method, last);
      }),
    ),
};

function differences(evidence: Evidence, member: string, method: Method, last: Look): readonly Finding[] {
  const spent = spentChances(evidence, member, method);
  const restored = restoredChances(evidence, member, method);
  const limit = evidence.run.chances;
  const looks = evidence.attempts.flatMap(({ told, from, until }) =>
    (told.chances ?? []).flatMap((one): readonly Look[] =>
      one.member === member && one.method === method ? [{ from, until, used: one.used }] : [],
    ),
  );
  const wrong = [...looks, last].flatMap((look): readonly Finding[] => {
    const [least, most] = bounds(look, spent, restored);
    const isExplained = look.used >= least && look.used <= Math.min(most, limit);
    if (isExplained) return [];
    const expected = least === most ? `${least}` : `${least} to ${most}`;
    const what = `${member} has used ${look.used} chances of ${method}; ${expected} are explained, ${limit} are given`;
    return [{ what, at: [look.from, look.until].filter((place) => place !== Infinity) }];
  });
  const sixth = spent.find(({ until }) => bounds({ from: until + 1, until: until + 1 }, spent, restored)[0] > limit);
  return sixth === undefined
    ? wrong
    : [...wrong, { what: `${member} has spent more than ${limit} chances of ${method}`, at: [sixth.until] }];
}

function bounds(
  { from, until }: Omit<Look, 'used'>,
  spent: readonly Spent[],
  restored: readonly Restored[],
): readonly [least: number, most: number] {
  const isPerhapsGivenBack = (one: Spent) => restored.some((back) => back.from < until && back.until > one.from);
  const isSurelyGivenBack = (one: Spent) => restored.some((back) => back.until < from && one.until < back.from);
  const sure = spent.filter((one) => one.until < from && !isPerhapsGivenBack(one));
  const possible = spent.filter((one) => one.from < until && !isSurelyGivenBack(one));
  return [sure.reduce((sum, { least }) => sum + least, 0), possible.reduce((sum, { most }) => sum + most, 0)];
}
