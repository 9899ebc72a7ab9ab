import type { Entry, EntryOf } from '../history/entry.ts';
import type { FinalState } from '../history/final-state.ts';
import { attemptsIn, intentsOf, type Attempt, type Intent } from './intents.ts';

/** What a rule may look at: what clients were told, what subscribers and sinks received, and the state at the end. */
export interface Evidence {
  readonly entries: readonly Entry[];
  readonly run: EntryOf<'RUN'>;
  /** The buyers, by the ids of their members. */
  readonly members: ReadonlyMap<string, EntryOf<'MEMBER'>>;
  readonly attempts: readonly Attempt[];
  readonly intents: readonly Intent[];
  readonly final: FinalState;
  /** What ended before this place was over when the final state was read. */
  readonly finalFrom: number;
}

/** The entries of one kind, in order. */
export function entriesOf<K extends Entry['entry']>(entries: readonly Entry[], kind: K): readonly EntryOf<K>[] {
  return entries.filter((one): one is EntryOf<K> => one.entry === kind);
}

/** The server tells at most so many changes of a member: with more of them, nothing could be said of what is not there. */
const MOST_CHANGES = 100;

/**
 * Puts the evidence of a history together. Throws when it says nothing of its run or of the state at the end, and when a
 * member has lived through more changes than the server tells.
 */
export function gatherEvidence(entries: readonly Entry[]): Evidence {
  const [run] = entriesOf(entries, 'RUN');
  const final = entriesOf(entries, 'FINAL').at(-1);
  if (run === undefined || final === undefined) throw new Error('the history has no beginning or no end');
  if (final.state.members.some(({ history }) => history.length >= MOST_CHANGES)) {
    throw new Error(`a membership has changed ${MOST_CHANGES} times or more: run with more buyers or fewer steps`);
  }
  const attempts = attemptsIn(entries);
  return {
    entries,
    run,
    members: new Map(entriesOf(entries, 'MEMBER').map((member) => [member.id, member])),
    attempts,
    intents: intentsOf(attempts),
    final: final.state,
    finalFrom: final.from,
  };
}
