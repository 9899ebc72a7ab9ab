import type { AnswerOf } from '../operations/desk-operations.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { problemText } from '../operations/problem-text.ts';
import { oneAtATime } from '../parts/one-at-a-time.ts';
import { createStore } from '../parts/store.ts';
import { EVERYTHING, toFilter, type QueueChoice } from './queue-filter.ts';

/** One row of the queue. */
export type QueueRow = AnswerOf<'ReviewQueue'>['reviewQueue']['nodes'][number];

/** The queue as the reviewer sees it. */
export interface QueueState {
  readonly choice: QueueChoice;
  readonly rows: readonly QueueRow[];
  /** How many the choice keeps; undefined until it is known. */
  readonly total: number | undefined;
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
  readonly counts: AnswerOf<'QueueCounts'>['queueCounts'] | undefined;
  readonly isLoading: boolean;
  /** Why the rows may be old. */
  readonly problem: string | undefined;
  /** The row that the keyboard stands on. */
  readonly selected: string | undefined;
}

const PAGE = 50;
/** What one page holds at most. */
const MOST = 100;

/** Creates an empty queue; `refresh` reads it. */
export function createQueue(run: OperationRunner) {
  const store = createStore<QueueState>({
    choice: EVERYTHING,
    rows: [],
    total: undefined,
    next: null,
    counts: undefined,
    isLoading: false,
    problem: undefined,
    selected: undefined,
  });
  let reading = 0;

  const read = async (isQuiet: boolean) => {
    const turn = (reading += 1);
    const { choice, rows } = store.get();
    const first = Math.min(MOST, Math.max(PAGE, rows.length));
    store.set({ isLoading: true });
    try {
      const counting = run('QueueCounts', {}, { isQuiet: true });
      // Only the server knows which day it is where the operator is; the other views need not wait for that.
      const today = choice.view === 'dueToday' ? (await counting).queueCounts.today : undefined;
      const [answer, counts] = await Promise.all([
        run('ReviewQueue', { filter: toFilter(choice, today), first }, { isQuiet }),
        counting,
      ]);
      // What was asked for later counts, whichever comes first.
      if (turn !== reading) return;
      const { nodes, totalCount, pageInfo } = answer.reviewQueue;
      const { selected } = store.get();
      const isThere = nodes.some(({ id }) => id === selected);
      store.set({
        rows: nodes,
        total: totalCount,
        next: nextOf(pageInfo),
        counts: counts.queueCounts,
        isLoading: false,
        problem: undefined,
        selected: isThere ? selected : nodes[0]?.id,
      });
    } catch (error) {
      if (turn === reading) store.set({ isLoading: false, problem: problemText(error) });
    }
  };

  return {
    ...store,

    /** Reads what is shown anew; what is shown stays until the answer is there. Quiet: it leaves no line in the log. */
    refresh: (isQuiet = true) => read(isQuiet),

    /** Looks at another part of the queue. */
    choose(choice: Partial<QueueChoice>) {
      store.set({ choice: { ...store.get().choice, ...choice }, rows: [], total: undefined, selected: undefined });
      return read(false);
    },

    /** Reads the page after the last row. */
    readMore: oneAtATime(async () => {
      const { rows, choice, counts, next: after } = store.get();
      const turn = reading;
      if (after === null) return;
      try {
        const filter = toFilter(choice, counts?.today);
        const { reviewQueue } = await run('ReviewQueue', { filter, first: PAGE, after });
        if (turn !== reading) return;
        store.set({ rows: [...rows, ...reviewQueue.nodes], next: nextOf(reviewQueue.pageInfo) });
      } catch (error) {
        store.set({ problem: problemText(error) });
      }
    }),

    /** Moves the keyboard's row up (-1) or down (1). */
    move(step: number) {
      const { rows, selected } = store.get();
      const at = rows.findIndex(({ id }) => id === selected);
      const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
      if (row) store.set({ selected: row.id });
    },
  };
}

function nextOf({ hasNextPage, endCursor }: AnswerOf<'ReviewQueue'>['reviewQueue']['pageInfo']): string | null {
  return hasNextPage ? endCursor : null;
}
