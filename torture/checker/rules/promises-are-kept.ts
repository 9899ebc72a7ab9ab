import type { Evidence } from '../evidence.ts';
import type { Finding, Rule } from '../rule.ts';

/** When a result was once promised, nobody is ever told otherwise. */
export const promisesAreKept: Rule = {
  name: 'promises-are-kept',
  check({ attempts, final }: Evidence): readonly Finding[] {
    const seen = [
      ...attempts.flatMap(({ told, until }) =>
        (told.verifications ?? []).map(({ id, promise }) => ({ id, promise, until })),
      ),
      ...final.members.flatMap(({ verifications }) =>
        verifications.map(({ id, promise }) => ({ id, promise, until: Infinity })),
      ),
    ].filter(({ promise }) => promise !== null);
    return [...Map.groupBy(seen, ({ id }) => id)].flatMap(([id, told]): readonly Finding[] => {
      const promises = [...new Set(told.map(({ promise }) => promise))];
      if (promises.length < 2) return [];
      const at = told.map(({ until }) => until).filter((place) => place !== Infinity);
      return [{ what: `the result of ${id} was promised for ${promises.join(', then for ')}`, at }];
    });
  },
};
