import type { Method } from './method.ts';
import type { Evidence } from './evidence.ts';
import { intentsTo, type Intent } from './intents.ts';

/** Something that spent between `least` and `most` chances, some time between `from` and `until`. */
export interface Spent {
  readonly from: number;
  readonly until: number;
  readonly least: number;
  readonly most: number;
}

/** Something that gave all chances back. Never acknowledged, it is in the audit trail or it did not happen. */
export interface Restored {
  readonly from: number;
  readonly until: number;
}

/** Everything that spent chances of a member's method, or may have. */
export function spentChances({ intents }: Evidence, member: string, method: Method): readonly Spent[] {
  if (method === 'EMAIL') return spentByCodes(intents, member);
  const submissions = intentsTo(intents, 'SUBMIT').filter(({ act }) => act.member === member && act.method === method);
  // However often it is handed in, it is one submission.
  return [...Map.groupBy(submissions, ({ act }) => act.verification).values()].map(once);
}

function once(wishes: readonly Intent[]): Spent {
  const possible = wishes.filter(({ fate }) => fate !== 'NOT');
  const done = wishes.filter(({ fate }) => fate === 'DONE');
  return {
    from: Math.min(...possible.map(({ from }) => from)),
    until: Math.min(...done.map(({ until }) => until)),
    least: Math.min(1, done.length),
    most: Math.min(1, possible.length),
  };
}

function spentByCodes(intents: readonly Intent[], member: string): readonly Spent[] {
  const guesses = intentsTo(intents, 'GUESS').filter(({ act }) => act.member === member);
  return [...Map.groupBy(guesses, ({ act }) => act.verification).values()].flatMap((all) => {
    const began = Math.min(...all.map(({ from }) => from));
    const firstSuccess = all.find(({ fate }) => fate === 'DONE');
    return all.map((guess): Spent => {
      const { from, until, attempts } = guess;
      if (attempts.some(({ answer }) => answer === 'WrongCode')) return { from, until, least: 1, most: 1 };
      // What was handed in has spent a chance; which of the guesses did, nobody was told.
      if (guess === firstSuccess) return { from: began, until, least: 1, most: 1 };
      const isSent = attempts.some(({ result }) => result !== 'UNSENT');
      return { from, until, least: 0, most: isSent ? 1 : 0 };
    });
  });
}

/** Every time that the chances of a member's method were given back. */
export function restoredChances({ intents, final }: Evidence, member: string, method: Method): readonly Restored[] {
  const kept = new Set(final.audit.map(({ reason }) => reason));
  return intentsTo(intents, 'RESTORE').filter(
    ({ act, fate }) =>
      act.member === member &&
      act.method === method &&
      (fate === 'DONE' || (fate === 'PERHAPS' && kept.has(`${method}: ${act.reason}`))),
  );
}
