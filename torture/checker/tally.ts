import type { Act } from '../history/act.ts';
import type { Entry } from '../history/entry.ts';
import { entriesOf } from './evidence.ts';
import { attemptsIn, intentsOf } from './intents.ts';
import { REPLAY } from './streams.ts';

/** What a run was made of: how much there was to lose, and how often it was tried to lose it. */
export interface Tally {
  /** Faults by their name. */
  readonly faults: Readonly<Record<string, number>>;
  /** Mutations, by what became of the wish. */
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: number;
  /** Mutations and reads that were sent again because nobody knew. */
  readonly repeated: number;
  readonly reads: number;
  readonly decisions: number;
  /** Events that subscribers received, those of the replay at the end left out. */
  readonly events: number;
  /** How often a subscriber came back with its last cursor. */
  readonly reconnections: number;
  readonly mails: number;
  /** Mails that came again with the same Message-ID. */
  readonly doubledMails: number;
  readonly messages: number;
  readonly doubledMessages: number;
  /** Servers that ended and that nobody had asked to. */
  readonly crashes: number;
  /** How answers were lost, by what was seen. */
  readonly lost: Readonly<Record<string, number>>;
}

/** Counts what happened in a run. */
export function tally(entries: readonly Entry[]): Tally {
  const attempts = attemptsIn(entries);
  const wishes = intentsOf(attempts).filter((intent) => !isRead(intent));
  const mails = entriesOf(entries, 'MAIL');
  const messages = entriesOf(entries, 'MESSAGE');
  const fated = (fate: string) => wishes.filter((intent) => intent.fate === fate).length;
  return {
    faults: count(entriesOf(entries, 'FAULT').map(({ fault }) => fault)),
    acknowledged: fated('DONE'),
    refused: fated('NOT'),
    unknown: fated('PERHAPS'),
    repeated: attempts.length - new Set(attempts.map(({ intent }) => intent)).size,
    reads: attempts.filter(isRead).length,
    decisions: wishes.filter(({ act, fate }) => act.do === 'DECIDE' && fate === 'DONE').length,
    events: entriesOf(entries, 'HEARD').filter(({ subscriber }) => !subscriber.startsWith(REPLAY)).length,
    reconnections: entriesOf(entries, 'LOST').filter(({ subscriber }) => !subscriber.startsWith(REPLAY)).length,
    mails: mails.length,
    doubledMails: mails.length - new Set(mails.map(({ messageId }) => messageId)).size,
    messages: messages.length,
    doubledMessages: messages.length - new Set(messages.map(({ id }) => id)).size,
    crashes: entriesOf(entries, 'ENDED').filter(({ asked, listened }) => listened && !asked).length,
    lost: count(entriesOf(entries, 'UNKNOWN').map(({ why }) => why)),
  };
}

function isRead({ act }: { readonly act: Act }): boolean {
  return act.do === 'READ' || act.do === 'READ_QUEUE';
}

function count(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}
