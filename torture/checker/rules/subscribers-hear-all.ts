import type { EntryOf } from '../../history/entry.ts';
import type { Evidence } from '../evidence.ts';
import { replayIsWhole } from '../replay-is-whole.ts';
import type { Finding, Rule } from '../rule.ts';
import { receivedBy, REPLAY, replayOf, type Received } from '../streams.ts';

/**
 * Each subscriber, however often it lost its server, has in the end received what a replay from the beginning gives, in
 * that order, each event once; and the replay tells each decision and each change exactly once, in the order of commits.
 */
export const subscribersHearAll: Rule = {
  name: 'subscribers-hear-all',
  check(evidence: Evidence): readonly Finding[] {
    const received = receivedBy(evidence);
    return [
      ...received.flatMap((one) => doubled(one)),
      ...received
        .filter(({ subscriber }) => !subscriber.startsWith(REPLAY))
        .flatMap((one) => differences(one, replayOf(received, one.member, one.stream))),
      ...evidence.final.members.flatMap((member) => replayIsWhole(evidence, received, member)),
    ];
  },
};

function doubled({ subscriber, events }: Received): readonly Finding[] {
  return [...Map.groupBy(events, ({ cursor }) => cursor).values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      what: `${subscriber} received ${say(same[0])} ${same.length} times`,
      at: same.map(({ seq }) => seq),
    }));
}

function differences({ subscriber, events }: Received, replay: readonly EntryOf<'HEARD'>[]): readonly Finding[] {
  const places = new Map(replay.map(({ cursor }, place) => [cursor, place]));
  const has = new Set(events.map(({ cursor }) => cursor));
  const missing = replay.filter(({ cursor }) => !has.has(cursor));
  const unknown = events.filter(({ cursor }) => !places.has(cursor));
  const known = events.filter(({ cursor }) => places.has(cursor));
  const swapped = known.filter((event, index) => {
    const before = known[index - 1];
    return before !== undefined && (places.get(before.cursor) ?? 0) > (places.get(event.cursor) ?? 0);
  });
  return [
    ...missing.map((event) => ({
      what: `${subscriber} never received ${say(event)}`,
      at: [event.seq],
      mayStillCome: true,
    })),
    // The replay may not be as far yet.
    ...unknown.map((event) => ({
      what: `${subscriber} received ${say(event)}, which the log does not have`,
      at: [event.seq],
      mayStillCome: true,
    })),
    ...swapped.map((event) => ({ what: `${subscriber} received ${say(event)} out of order`, at: [event.seq] })),
  ];
}

function say(event: EntryOf<'HEARD'> | undefined): string {
  return event === undefined ? 'an event' : `${event.cursor} (${JSON.stringify(event.happened)})`;
}
