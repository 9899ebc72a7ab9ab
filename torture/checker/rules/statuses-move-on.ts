import type { ToldVerification } from '../../history/told.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding, Rule } from '../rule.ts';
import { vanished } from '../vanished.ts';

/** DRAFT, SUBMITTED, then an end that stays. */
const RANK = { DRAFT: 0, SUBMITTED: 1, APPROVED: 2, REJECTED: 2, WITHDRAWN: 2 } as const;

/** A look at a verification, some time between `from` and `until`. */
interface Look extends Pick<ToldVerification, 'id' | 'status' | 'version'> {
  readonly from: number;
  readonly until: number;
}

/**
 * Whoever looks after somebody else was told sees no earlier status and no earlier version, at whatever server, and what
 * was begun is there. Looks that overlap may see either.
 */
export const statusesMoveOn: Rule = {
  name: 'statuses-move-on',
  check(evidence: Evidence): readonly Finding[] {
    const { run, intents, final, finalFrom } = evidence;
    const looks: Look[] = intents.flatMap(({ act, attempts, from }) => {
      // An answer that is given again tells what was true at any of the attempts.
      const isGivenAgain = run.keysAreKnown && act.do !== 'READ' && act.do !== 'READ_QUEUE';
      return attempts.flatMap((attempt) =>
        (attempt.told.verifications ?? []).map(({ id, status, version }) => ({
          id,
          status,
          version,
          from: isGivenAgain ? from : attempt.from,
          until: attempt.until,
        })),
      );
    });
    const last = final.members.flatMap(({ verifications }) =>
      verifications.map(({ id, status, version }) => ({ id, status, version, from: finalFrom, until: Infinity })),
    );
    const all = Map.groupBy([...looks, ...last], ({ id }) => id);
    return [...[...all.values()].flatMap(backwards), ...vanished(evidence)];
  },
};

/** Goes through the looks at one verification in the order of time, with the latest that was told so far at hand. */
function backwards(looks: readonly Look[]): readonly Finding[] {
  const moments = looks
    .flatMap((look) => [
      { at: look.from, look, isTold: false },
      { at: look.until, look, isTold: true },
    ])
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at));
  const known = new Map<Look, Look | undefined>();
  let latest: Look | undefined;
  const found: Finding[] = [];
  for (const { look, isTold } of moments) {
    if (!isTold) {
      known.set(look, latest);
      continue;
    }
    const before = known.get(look);
    if (before !== undefined && isBehind(look, before)) {
      const what = `${look.id} was ${say(before)}, and ${say(look)} afterwards`;
      found.push({ what, at: [before.until, look.until].filter((place) => place !== Infinity) });
    }
    if (latest === undefined || isBehind(latest, look)) latest = look;
  }
  return found;
}

function isBehind(look: Look, other: Look): boolean {
  if (RANK[look.status] !== RANK[other.status]) return RANK[look.status] < RANK[other.status];
  if (RANK[look.status] === 2 && look.status !== other.status) return true;
  return look.version < other.version;
}

function say({ status, version }: Look): string {
  return `${status} (version ${version})`;
}
