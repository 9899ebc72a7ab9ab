import { entriesOf, type Evidence } from '../evidence.ts';
import type { Finding, Rule } from '../rule.ts';
import { receivedBy, replayOf } from '../streams.ts';

/**
 * With an endpoint registered: each event of the log has exactly one webhook message, by its id, and a member's come in the
 * order of the log. The same message may come again; another one that tells the same may not.
 */
export const webhooksGoOutOnce: Rule = {
  name: 'webhooks-go-out-once',
  check(evidence: Evidence): readonly Finding[] {
    if (!evidence.run.webhooks) return [];
    const messages = entriesOf(evidence.entries, 'MESSAGE').filter(({ fate }) => fate !== 'REFUSED');
    const received = receivedBy(evidence);
    return evidence.final.members.flatMap(({ id }) =>
      (['REVIEWED', 'CHANGED'] as const).flatMap((stream): readonly Finding[] => {
        const wanted = replayOf(received, id, stream).map(({ happened }) => JSON.stringify(happened));
        const firsts = new Map<string, string>();
        for (const one of messages) {
          if (one.member !== id || one.happened.stream !== stream || firsts.has(one.id)) continue;
          firsts.set(one.id, JSON.stringify(one.happened));
        }
        const told = [...firsts.values()];
        const missing = wanted.filter((happened) => !told.includes(happened));
        const surplus = told.filter(
          (happened, place) => !wanted.includes(happened) || told.indexOf(happened) !== place,
        );
        const isInOrder = wanted.filter((happened) => told.includes(happened)).join() === told.join();
        return [
          ...missing.map((happened) => ({ what: `no message told ${id} of ${happened}`, mayStillCome: true })),
          ...surplus.map((happened) => ({ what: `a message too many told ${id} of ${happened}` })),
          ...(isInOrder || surplus.length > 0 ? [] : [{ what: `the messages of ${id} came in another order` }]),
        ];
      }),
    );
  },
};
