import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { beginAttempt, endAttempt, type Attempt, type Keyed } from '../database/stores/idempotency-store.ts';
import type { Actor } from '../domain/actor.ts';
import { readRecord, writeRecord } from '../sealing/record-text.ts';
import type { Deps } from './deps.ts';
import { AttemptLostError, createKeyedDatabase, sealedFor, type Outcome } from './keyed-database.ts';

/** A mutation that came with an idempotency key. */
export interface KeyedMutation {
  readonly key: string;
  /** Its name. */
  readonly mutation: string;
  /** Its arguments without the key: what `writeRecord` can write. */
  readonly input: unknown;
  /** Runs it with these deps. */
  readonly run: (deps: Deps) => Promise<unknown>;
  /** What it answers to an outcome of its use case. */
  readonly toAnswer: (outcome: Outcome) => unknown;
}

/** The longest that somebody waits for an attempt at the same, in milliseconds. */
const PATIENCE = 20_000;
/** The first pause before looking again; each is half as long again as the one before, up to the longest. In milliseconds. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 500;

/**
 * Runs a mutation once for its actor and key, whatever dies in between and however often it is sent, and gives its first
 * answer every time. KeyReused: the key came with another mutation or input before, and nothing ran. KeyInFlight: it is
 * still being worked on after 20 s of waiting. What the mutation throws is no answer: it is thrown on, and the next attempt
 * runs afresh.
 */
export async function answerOnce(deps: Deps, actor: Actor, mutation: KeyedMutation) {
  const keyed = signKey(deps, actor, mutation);
  let waitingSince = performance.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const attempt: Attempt = { ...keyed, attempt: newId() };
    const beginning = await beginAttempt(deps.database.session(), attempt);
    switch (beginning.kind) {
      case 'Begun': {
        const tried = await tryOnce(deps, actor, attempt, beginning.progress, mutation);
        if (tried.kind === 'Answered') return tried;
        waitingSince = performance.now();
        break;
      }
      case 'Answered': {
        const answer = readRecord(deps.sealer.open(beginning.answer, sealedFor('answer', keyed)));
        return { kind: 'Answered', answer } as const;
      }
      case 'OtherInput':
        return { kind: 'KeyReused' } as const;
      case 'InFlight':
        if (performance.now() - waitingSince > PATIENCE) return { kind: 'KeyInFlight' } as const;
        await delay(pause);
    }
  }
}

async function tryOnce(
  deps: Deps,
  actor: Actor,
  attempt: Attempt,
  progress: Uint8Array | null,
  { run, toAnswer }: KeyedMutation,
) {
  try {
    const asker = actor.kind === 'PERSON' ? [actor.memberId] : [];
    const keyed = createKeyedDatabase(deps, { ...attempt, asker }, progress, toAnswer);
    const answer = await run({ ...deps, database: keyed.database });
    await keyed.finish(answer);
    return { kind: 'Answered', answer } as const;
  } catch (error) {
    if (error instanceof AttemptLostError) return { kind: 'Lost' } as const;
    // If that fails as well, the attempt is taken for dead after a while.
    await endAttempt(deps.database.session(), attempt).catch(() => undefined);
    throw error;
  }
}

/** Neither the key nor the input can be told from its signature, nor that two inputs are the same. Whose it is belongs to the key: nobody meets another's. */
function signKey({ sealer }: Deps, actor: Actor, { key, mutation, input }: KeyedMutation): Keyed {
  const owner = actor.kind === 'PERSON' ? actor.memberId : actor.subject;
  const id = sealer.fingerprint(writeRecord([actor.kind, owner, key]), 'idempotency key');
  return { id, input: sealer.fingerprint(writeRecord([id, mutation, input]), 'idempotency input') };
}
