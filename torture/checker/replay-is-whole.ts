import type { EntryOf } from '../history/entry.ts';
import type { FinalMember } from '../history/final-state.ts';
import type { Change } from '../history/happened.ts';
import type { Evidence } from './evidence.ts';
import { intentsTo } from './intents.ts';
import type { Finding } from './rule.ts';
import { replayOf, type Received } from './streams.ts';

type Heard = EntryOf<'HEARD'>;

/** A member's replay tells each of its decisions and changes once, as they are, in the order in which they were committed. */
export function replayIsWhole(
  evidence: Evidence,
  received: readonly Received[],
  member: FinalMember,
): readonly Finding[] {
  const reviews = replayOf(received, member.id, 'REVIEWED');
  return [
    ...received.filter((one) => one.member === member.id).flatMap(({ events }) => untrue(events, member)),
    ...eachReviewedOnce(reviews, member),
    ...reviewedInOrder(evidence, reviews),
    ...eachChangeOnce(replayOf(received, member.id, 'CHANGED'), member),
  ];
}

/** Whoever hears of a decision reads it as it stands. */
function untrue(events: readonly Heard[], member: FinalMember): readonly Finding[] {
  const verifications = new Map(member.verifications.map((one) => [one.id, one]));
  return events.flatMap(({ happened, seq }) => {
    if (happened.stream !== 'REVIEWED') return [];
    const { verification: id, status, outcome } = happened;
    const found = verifications.get(id);
    const isTrue = found?.status === status && outcome !== null && found.decision?.outcome === outcome;
    if (isTrue) return [];
    const what = `an event says that ${id} was decided and shows it ${status} (${outcome}); at the end it is ${found?.status}`;
    return [{ what, at: [seq] }];
  });
}

function eachReviewedOnce(reviews: readonly Heard[], member: FinalMember): readonly Finding[] {
  const told = Map.groupBy(reviews, reviewed);
  return member.verifications.flatMap(({ id, decision }): readonly Finding[] => {
    const times = told.get(id) ?? [];
    if (times.length > 1) return [{ what: `the log tells ${times.length} times that ${id} was decided` }];
    if (decision === null || times.length === 1) return [];
    return [{ what: `the log does not tell that ${id} was decided`, mayStillCome: true }];
  });
}

/** Who was acknowledged before another began comes before it. */
function reviewedInOrder({ intents }: Evidence, reviews: readonly Heard[]): readonly Finding[] {
  const places = new Map(reviews.map((event, place) => [reviewed(event), place]));
  const decisions = intentsTo(intents, 'DECIDE').flatMap(({ act, fate, from, until }) => {
    const place = places.get(act.verification);
    return fate === 'DONE' && place !== undefined ? [{ id: act.verification, from, until, place }] : [];
  });
  return decisions.flatMap((first) =>
    decisions
      .filter((second) => first.until < second.from && first.place > second.place)
      .map((second) => ({
        what: `the log tells of ${second.id} before ${first.id}, which was decided first`,
        at: [first.until, second.from],
      })),
  );
}

function eachChangeOnce(events: readonly Heard[], { id, history }: FinalMember): readonly Finding[] {
  const kept = history.toReversed().map(sayChange);
  const told = events.flatMap(({ happened }) => (happened.stream === 'CHANGED' ? [sayChange(happened.change)] : []));
  if (told.join('\n') === kept.join('\n')) return [];
  const missing = kept.filter((change) => !told.includes(change));
  const surplus = told.filter((change, place) => !kept.includes(change) || told.indexOf(change) !== place);
  const findings = [
    ...missing.map((change) => ({ what: `the log does not tell ${id} of ${change}`, mayStillCome: true })),
    ...surplus.map((change) => ({ what: `the log tells ${id} of ${change}, once too often`, mayStillCome: true })),
  ];
  return findings.length > 0 ? findings : [{ what: `the log tells the changes of ${id} in another order` }];
}

function reviewed({ happened }: Heard): string {
  return happened.stream === 'REVIEWED' ? happened.verification : '';
}

function sayChange(change: Change): string {
  return JSON.stringify(change);
}
