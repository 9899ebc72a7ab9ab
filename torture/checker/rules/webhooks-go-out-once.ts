import type { EntryOf } from '../../history/entry.ts';
import type { Happened } from '../../history/happened.ts';
import { entriesOf, type Evidence } from '../evidence.ts';
import type { Finding, Rule } from '../rule.ts';
import { receivedBy, replayOf } from '../streams.ts';

type Message = EntryOf<'MESSAGE'>;

/**
 * With an ordered endpoint registered: each event of the log has exactly one webhook message, by its id, that tells the same,
 * and a member's come in the order of the log. The same message may come again; another one for the same event may not.
 */
export const webhooksGoOutOnce: Rule = {
  name: 'webhooks-go-out-once',
  check(evidence: Evidence): readonly Finding[] {
    if (!evidence.run.webhooks) return [];
    const messages = entriesOf(evidence.entries, 'MESSAGE');
    const received = receivedBy(evidence);
    return [
      ...messages
        .filter(({ fate }) => fate === 'FORGED')
        .map(({ id, seq }) => ({ what: `the message ${id} bears no signature of ours`, at: [seq] })),
      ...evidence.final.members.flatMap(({ id }) =>
        (['REVIEWED', 'CHANGED'] as const).flatMap((stream) =>
          differences(
            id,
            firstTakes(messages.filter((one) => one.member === id && one.stream === stream)),
            replayOf(received, id, stream),
          ),
        ),
      ),
    ];
  },
};

/** Each message when it was taken first: it may have been taken without the sender's hearing so. */
function firstTakes(messages: readonly Message[]): readonly Message[] {
  const taken = new Map<string, Message>();
  for (const one of messages) {
    const counts = one.fate === 'TAKEN' || one.fate === 'SWALLOWED';
    if (counts && !taken.has(one.id)) taken.set(one.id, one);
  }
  return [...taken.values()];
}

function differences(
  member: string,
  messages: readonly Message[],
  replay: readonly EntryOf<'HEARD'>[],
): readonly Finding[] {
  const places = new Map(replay.map(({ cursor }, place) => [cursor, place]));
  const byCursor = Map.groupBy(messages, ({ cursor }) => cursor);
  const each = replay.flatMap(({ cursor, happened }): readonly Finding[] => {
    const [first, ...others] = byCursor.get(cursor) ?? [];
    if (first === undefined) return [{ what: `no message told of ${cursor} of ${member}`, mayStillCome: true }];
    const at = [first, ...others].map(({ seq }) => seq);
    return [
      ...(others.length > 0 ? [{ what: `${others.length + 1} messages told of ${cursor} of ${member}`, at }] : []),
      ...(first.tells === toldBy(happened)
        ? []
        : [{ what: `the message of ${cursor} of ${member} tells ${first.tells}, not ${toldBy(happened)}`, at }]),
    ];
  });
  const surplus = messages.filter(({ cursor }) => !places.has(cursor));
  const order = messages.flatMap(({ cursor }) => places.get(cursor) ?? []);
  const isInOrder = order.every((place, index) => index === 0 || (order[index - 1] ?? 0) <= place);
  return [
    ...each,
    // The replay may not be as far yet.
    ...surplus.map(({ cursor, seq }) => ({
      what: `a message told of ${cursor} of ${member}, which the log does not have`,
      at: [seq],
      mayStillCome: true,
    })),
    ...(isInOrder ? [] : [{ what: `the messages of ${member} came in another order than the log's` }]),
  ];
}

function toldBy(happened: Happened): string {
  return happened.stream === 'REVIEWED' ? (happened.outcome ?? '') : happened.change.to;
}
