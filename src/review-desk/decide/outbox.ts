import { array } from 'zod/mini';
import {
  NoAnswerError,
  OperationRefusedError,
  type OperationRunner,
  type RunOptions,
} from '../operations/operation-runner.ts';
import { createStore } from '../parts/store.ts';
import type { TabStore } from '../session/session.ts';
import { pendingForm, type DecisionToSend, type PendingForm } from './kept-forms.ts';

/** A decision between the reviewer's word and the server's. */
export interface Pending extends PendingForm {
  /** WAITING can be undone; DELAYED is sent again by itself; REFUSED and DONE are ends. */
  readonly state: 'WAITING' | 'SENDING' | 'DELAYED' | 'REFUSED' | 'DONE';
  /** Until when it can be undone, in milliseconds since 1970. */
  readonly sendsAt: number;
  /** Why it is delayed or was refused, or what came of it. */
  readonly message: string | undefined;
}

/** What the outbox needs. */
export interface OutboxOptions {
  readonly run: OperationRunner;
  readonly tab: TabStore;
  /** Who is signed in, told apart from all others; undefined: nobody. */
  readonly who: () => string | undefined;
  /** Told when the server has taken a decision. */
  readonly onDone: (id: string) => void;
}

/** How long a decision can be undone. */
export const UNDO_MS = 5000;
const AGAIN_MS = 3000;
const SHOW_DONE_MS = 6000;
const KEY = 'bonafide:outbox';

/**
 * Creates the outbox with what the tab has kept of an earlier page. Each decision has an idempotency key, so that it can
 * be sent until an answer comes and counts once.
 */
export function createOutbox({ run, tab, who, onDone }: OutboxOptions) {
  const store = createStore<{ readonly entries: readonly Pending[] }>({ entries: [] });

  const keep = (entries: readonly Pending[]) => {
    const open = entries.filter(({ state }) => state !== 'REFUSED' && state !== 'DONE');
    const kept: PendingForm[] = open.map(({ key, who: whose, about, decision }) => ({
      key,
      who: whose,
      about,
      decision,
    }));
    if (kept.length === 0) tab.removeItem(KEY);
    else tab.setItem(KEY, JSON.stringify(kept));
    store.set({ entries });
  };
  const change = (key: string, part: Partial<Pending>) =>
    keep(store.get().entries.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));
  const remove = (key: string) => keep(store.get().entries.filter((entry) => entry.key !== key));
  const find = (key: string) => store.get().entries.find((entry) => entry.key === key);

  const send = async (key: string, keepalive = false): Promise<void> => {
    const entry = find(key);
    if (!entry || (entry.state !== 'WAITING' && entry.state !== 'DELAYED')) return;
    if (entry.who !== who()) {
      change(key, { state: 'DELAYED', message: 'It is sent when its reviewer signs in again.' });
      return;
    }
    change(key, { state: 'SENDING' });
    try {
      const answer = await sendDecision(run, entry, keepalive);
      change(key, answer);
      if (answer.state !== 'DONE') return;
      onDone(entry.decision.variables.verification);
      setTimeout(() => remove(key), SHOW_DONE_MS);
    } catch (error) {
      if (error instanceof OperationRefusedError && error.code !== 'UNAUTHENTICATED') {
        change(key, { state: 'REFUSED', message: error.message });
        return;
      }
      const message = error instanceof NoAnswerError ? error.message : 'You are signed out.';
      change(key, { state: 'DELAYED', message: `${message} It is sent again by itself.` });
      setTimeout(() => void send(key), AGAIN_MS);
    }
  };

  const add = (entry: PendingForm, wait: number) => {
    const pending: Pending = { ...entry, state: 'WAITING', sendsAt: Date.now() + wait, message: undefined };
    keep([...store.get().entries, pending]);
    setTimeout(() => void send(entry.key), wait);
  };

  return {
    ...store,

    /** Takes a decision about a buyer's case; it is sent after five seconds. */
    put(about: string, decision: DecisionToSend) {
      add({ key: crypto.randomUUID(), who: who() ?? '', about, decision }, UNDO_MS);
    },

    /** Takes a decision back that was not sent yet; the newest without a key. Answers the case that it was about. */
    undo(key = store.get().entries.findLast(({ state }) => state === 'WAITING')?.key): string | undefined {
      const entry = key === undefined ? undefined : find(key);
      if (entry?.state !== 'WAITING') return undefined;
      remove(entry.key);
      return entry.decision.variables.verification;
    },

    /** Sends a decision at once. */
    sendNow: (key: string) => send(key),

    /** Sends at once whatever waits or is delayed; for a page that is left, or a connection that is back. */
    flush(keepalive: boolean) {
      for (const { key } of store.get().entries) void send(key, keepalive);
    },

    /** Takes away what is at its end. */
    dismiss: remove,

    /** Goes on with what an earlier page of this tab has left. */
    resume() {
      for (const entry of readKept(tab.getItem(KEY))) add(entry, 0);
    },
  };
}

async function sendDecision(run: OperationRunner, { key, decision }: Pending, keepalive: boolean) {
  const result = await runDecision(run, decision, { idempotencyKey: key, keepalive });
  if ('verification' in result) {
    const { firstReview, decision: decided } = result.verification;
    return { state: 'DONE', message: doneWords(decided?.outcome, firstReview !== null) } as const;
  }
  const message = 'issues' in result ? result.issues.map((issue) => issue.message).join(' ') : result.message;
  return { state: 'REFUSED', message } as const;
}

async function runDecision(run: OperationRunner, { kind, variables }: DecisionToSend, options: RunOptions) {
  switch (kind) {
    case 'approve':
      return (await run('Approve', variables, options)).approveVerification;
    case 'approveStatement':
      return (await run('ApproveStatement', variables, options)).approveVerification;
    case 'reject':
      return (await run('Reject', variables, options)).rejectVerification;
  }
}

function doneWords(outcome: 'APPROVED' | 'REJECTED' | undefined, isFirst: boolean): string {
  if (isFirst || outcome === undefined) return 'is kept: another reviewer decides as well.';
  return outcome === 'APPROVED' ? 'is done; the buyer is told at once.' : 'is done; the buyer is told why.';
}

function readKept(text: string | null): readonly PendingForm[] {
  if (text === null) return [];
  try {
    return array(pendingForm).parse(JSON.parse(text));
  } catch {
    return [];
  }
}
