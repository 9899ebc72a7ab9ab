import type { ToldVerification } from '../../history/told.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding, Rule } from '../rule.ts';

/** Whenever anybody looked, a member had at most one open verification of each method. */
export const oneIsOpen: Rule = {
  name: 'one-is-open',
  check({ attempts, final }: Evidence): readonly Finding[] {
    const looks = [
      ...attempts.flatMap(({ told, until }) =>
        told.allOf === undefined ? [] : [{ member: told.allOf, seen: told.verifications ?? [], at: [until] }],
      ),
      ...final.members.map(({ id, verifications }) => ({ member: id, seen: verifications, at: [] })),
    ];
    return looks.flatMap(({ member, seen, at }) =>
      [...Map.groupBy(seen.filter(isOpen), ({ method }) => method)]
        .filter(([, open]) => open.length > 1)
        .map(([method, open]) => ({
          what: `${member} has ${open.length} open verifications by ${method}: ${open.map(({ id }) => id).join(', ')}`,
          at,
        })),
    );
  },
};

function isOpen({ status }: ToldVerification): boolean {
  return status === 'DRAFT' || status === 'SUBMITTED';
}
