import type { Evidence } from './evidence.ts';
import { intentsTo } from './intents.ts';
import type { Finding } from './rule.ts';

/** A read shows at most so many of a member's verifications, the newest. */
const PAGE = 20;

/** A verification that somebody was told of is in every later read of its member's, unless newer ones fill the page. */
export function vanished({ attempts, intents, final }: Evidence): readonly Finding[] {
  const begun = intentsTo(intents, 'BEGIN').flatMap(({ act, attempts: all }) =>
    all.flatMap(({ result, told, until }) =>
      result === 'SUCCESS' ? (told.verifications ?? []).map(({ id }) => ({ id, member: act.member, until })) : [],
    ),
  );
  const unseen = attempts.flatMap(({ told, from, until }) => {
    const seen = new Set((told.verifications ?? []).map(({ id }) => id));
    if (told.allOf === undefined || seen.size >= PAGE) return [];
    return begun
      .filter((one) => one.member === told.allOf && one.until < from && !seen.has(one.id))
      .map((one) => ({ what: `${one.id} was begun, and a later read does not show it`, at: [one.until, until] }));
  });
  const kept = new Set(final.members.flatMap(({ verifications }) => verifications.map(({ id }) => id)));
  const lost = begun
    .filter(({ id }) => !kept.has(id))
    .map(({ id, until }) => ({ what: `${id} was begun, and is not there at the end`, at: [until] }));
  return [...unseen, ...lost];
}
