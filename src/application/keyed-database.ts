import { z } from 'zod';
import type { Database, Session, Step } from '../database/database.ts';
import { keepAnswer, keepProgress, type Attempt } from '../database/stores/idempotency-store.ts';
import { readRecord, writeRecord } from '../sealing/record-text.ts';
import type { Deps } from './deps.ts';
import { membersIn } from './members-in.ts';

/** Thrown in an attempt that took so long that another one took its place: nothing of it is kept. */
export class AttemptLostError extends Error {
  override readonly name = 'AttemptLostError';
}

/** What every use case's outcome has. */
export interface Outcome {
  readonly kind: string;
}

/** How one attempt at a keyed mutation works with the database. */
export interface KeyedDatabase {
  /** The use case's: each of its transactions keeps what it comes to beside the key. */
  readonly database: Database;
  /** Keeps the answer of a use case that came to it without a transaction, and checks that it is the one that was kept otherwise. Throws AttemptLostError. */
  finish(answer: unknown): Promise<void>;
}

const kept = z.record(z.string(), z.unknown());

/**
 * The database of one attempt: a transaction also keeps the answer to its outcome, or what a step gave, so that an effect is
 * there if, and only if, the key knows of it. Fenced: an attempt that is no longer the one that may throws AttemptLostError
 * before it commits. A step that an earlier attempt committed is not run again.
 */
export function createKeyedDatabase(
  { database, sealer }: Pick<Deps, 'database' | 'sealer'>,
  attempt: Attempt & { readonly asker: readonly string[] },
  earlier: Uint8Array | null,
  toAnswer: (outcome: Outcome) => unknown,
): KeyedDatabase {
  const seal = (text: string, what: 'progress' | 'answer') => sealer.seal(text, sealedFor(what, attempt));
  let progress = earlier === null ? {} : kept.parse(readRecord(sealer.open(earlier, sealedFor('progress', attempt))));
  let answered: string | undefined;

  const keep = async (session: Session, text: string) => {
    const members = [...new Set([...attempt.asker, ...membersIn(readRecord(text))])];
    if (!(await keepAnswer(session, attempt, seal(text, 'answer'), members))) throw new AttemptLostError();
  };

  const runStep = async <T>(work: (session: Session) => Promise<T>, { name, shape }: Step<T>): Promise<T> => {
    if (Object.hasOwn(progress, name)) return shape.parse(progress[name]);
    const given = await database.transaction(async (session) => {
      const result = await work(session);
      const text = writeRecord({ ...progress, [name]: result });
      if (!(await keepProgress(session, attempt, seal(text, 'progress')))) throw new AttemptLostError();
      return result;
    });
    progress = { ...progress, [name]: given };
    return given;
  };

  const settle = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    if (answered !== undefined) throw new Error('a use case has one outcome: what it commits before is a step');
    let text: string | undefined;
    const outcome = await database.transaction(async (session) => {
      const given = await work(session);
      if (!isOutcome(given)) throw new Error('a transaction that is no step has to return the outcome of its use case');
      text = writeRecord(toAnswer(given));
      await keep(session, text);
      return given;
    });
    answered = text;
    return outcome;
  };

  return {
    database: { ...database, transaction: (work, step) => (step === undefined ? settle(work) : runStep(work, step)) },
    async finish(answer) {
      const text = writeRecord(answer);
      if (answered === undefined) await keep(database.session(), text);
      else if (answered !== text) throw new Error('a use case made something else of what its transaction returned');
    },
  };
}

/** What a key's sealed bytes are bound to: they open for no other key, and for no other input. */
export function sealedFor(what: 'progress' | 'answer', { id, input }: Pick<Attempt, 'id' | 'input'>): string {
  return `${what} of idempotency key ${id} for ${input}`;
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
