import { createStore } from '../parts/store.ts';
import type { OperationName } from './desk-operations.ts';

/** One operation that the desk has sent, with what came back. */
export interface LoggedOperation {
  readonly id: number;
  readonly name: OperationName;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Undefined while the answer is awaited, and when none came. */
  readonly answer: unknown;
  /** What the answer was in a word: the result's type, `ok`, or why there is none. Undefined while it is awaited. */
  readonly outcome: string | undefined;
  readonly isProblem: boolean;
  /** How long it took. */
  readonly milliseconds: number | undefined;
}

/** The operations that the desk has sent, the newest first. */
export type OperationLog = ReturnType<typeof createOperationLog>;

const MOST_KEPT = 40;

/** Creates an empty log; it keeps the last 40. */
export function createOperationLog() {
  const store = createStore<{ readonly entries: readonly LoggedOperation[] }>({ entries: [] });
  let lastId = 0;
  return {
    ...store,

    /** Notes that an operation is sent; the answer notes how it ended. */
    begin(name: OperationName, variables: Readonly<Record<string, unknown>>, now = () => performance.now()) {
      const start = now();
      const id = (lastId += 1);
      const entry = { id, name, variables, answer: undefined, outcome: undefined, isProblem: false };
      store.set({ entries: [{ ...entry, milliseconds: undefined }, ...store.get().entries].slice(0, MOST_KEPT) });
      return (ended: Pick<LoggedOperation, 'answer' | 'outcome' | 'isProblem'>) => {
        const milliseconds = Math.round(now() - start);
        store.set({
          entries: store.get().entries.map((one) => (one.id === id ? { ...one, ...ended, milliseconds } : one)),
        });
      };
    },
  };
}
