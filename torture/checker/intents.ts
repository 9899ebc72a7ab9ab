import type { Act, ActOf } from '../history/act.ts';
import type { Entry } from '../history/entry.ts';
import type { Told } from '../history/told.ts';

/** One sending of an act. What it did, it did between `from` and `until`; unknown ones may still do it at any time. */
export interface Attempt {
  readonly intent: string;
  readonly client: string;
  readonly act: Act;
  readonly from: number;
  readonly until: number;
  readonly result: 'SUCCESS' | 'PROBLEM' | 'UNKNOWN' | 'UNSENT';
  /** The name of the answer; empty when there was none. */
  readonly answer: string;
  readonly told: Told;
}

/** A wish with all its attempts, of which at most one takes effect. DONE: it was acknowledged. PERHAPS: nobody knows. */
export interface Intent<A extends Act = Act> {
  readonly act: A;
  readonly attempts: readonly Attempt[];
  readonly fate: 'DONE' | 'PERHAPS' | 'NOT';
  /** It can't have taken effect before. */
  readonly from: number;
  /** It can't take effect any more after; infinite while nobody knows. */
  readonly until: number;
}

/** Every attempt of a history, in the order in which they began. */
export function attemptsIn(entries: readonly Entry[]): readonly Attempt[] {
  const begun = new Map<string, Attempt>();
  for (const one of entries) {
    if (one.entry === 'INVOKED') {
      const { intent, client, act, seq: from } = one;
      const unended = { until: Infinity, result: 'UNKNOWN', answer: '', told: {} } as const;
      begun.set(one.attempt, { intent, client, act, from, ...unended });
    } else if (one.entry === 'ANSWERED' || one.entry === 'UNSENT') {
      const attempt = begun.get(one.attempt);
      if (attempt === undefined) throw new Error(`nobody made the attempt ${one.attempt}`);
      begun.set(one.attempt, { ...attempt, until: one.seq, ...endOf(one) });
    }
  }
  return [...begun.values()];
}

function endOf(entry: Extract<Entry, { entry: 'ANSWERED' | 'UNSENT' }>): Pick<Attempt, 'result' | 'answer' | 'told'> {
  if (entry.entry === 'UNSENT') return { result: 'UNSENT', answer: '', told: {} };
  return { result: entry.success ? 'SUCCESS' : 'PROBLEM', answer: entry.answer, told: entry.told };
}

/** The wishes behind the attempts. */
export function intentsOf(attempts: readonly Attempt[]): readonly Intent[] {
  return [...Map.groupBy(attempts, (attempt) => attempt.intent).values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const success = all.find((attempt) => attempt.result === 'SUCCESS');
    const unknown = all.some((attempt) => attempt.result === 'UNKNOWN');
    const ended = Math.max(...all.map((attempt) => attempt.until));
    const fate = success ? 'DONE' : unknown ? 'PERHAPS' : 'NOT';
    return [{ act: first.act, attempts: all, fate, from: first.from, until: success?.until ?? ended }];
  });
}

/** The wishes of one kind. */
export function intentsTo<K extends Act['do']>(intents: readonly Intent[], kind: K): readonly Intent<ActOf<K>>[] {
  return intents.filter((intent): intent is Intent<ActOf<K>> => intent.act.do === kind);
}
