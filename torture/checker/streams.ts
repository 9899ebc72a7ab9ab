import type { EntryOf } from '../history/entry.ts';
import type { Stream } from '../history/happened.ts';
import { entriesOf, type Evidence } from './evidence.ts';

/** What one subscriber received of one stream, in the order in which it did. */
export interface Received {
  readonly subscriber: string;
  readonly member: string;
  readonly stream: Stream;
  readonly events: readonly EntryOf<'HEARD'>[];
}

/** Who reads the whole log again at the end bears this before the member's id. */
export const REPLAY = 'replay:';

/** What every subscriber received, those included that received nothing. */
export function receivedBy({ entries }: Evidence): readonly Received[] {
  const heard = Map.groupBy(entriesOf(entries, 'HEARD'), keyOf);
  const followed = new Map(entriesOf(entries, 'FOLLOWS').map((one) => [keyOf(one), one]));
  return [...followed].map(([key, { subscriber, member, stream }]) => ({
    subscriber,
    member,
    stream,
    events: heard.get(key) ?? [],
  }));
}

function keyOf(entry: EntryOf<'HEARD'> | EntryOf<'FOLLOWS'>): string {
  return `${entry.subscriber} ${entry.entry === 'HEARD' ? entry.happened.stream : entry.stream}`;
}

/** A member's stream as who read it from the beginning received it at the end. */
export function replayOf(received: readonly Received[], member: string, stream: Stream): readonly EntryOf<'HEARD'>[] {
  return received.find((one) => one.subscriber === `${REPLAY}${member}` && one.stream === stream)?.events ?? [];
}
