import type { AnswerOf } from '../operations/desk-operations.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { problemText } from '../operations/problem-text.ts';
import { createStore } from '../parts/store.ts';

/** A decision that was drawn to be checked again. */
export type CheckRow = AnswerOf<'DecisionsToCheck'>['decisionsToCheck']['nodes'][number];

/** The decisions of others that this reviewer can check. */
export interface ChecksState {
  /** The oldest, as many as one page holds. */
  readonly rows: readonly CheckRow[];
  readonly total: number;
  readonly isRead: boolean;
  /** Why the rows may be old. */
  readonly problem: string | undefined;
}

/** What came of a check, in a sentence. */
interface Said {
  readonly isKept: boolean;
  readonly message: string;
}

const PAGE = 50;

/** Creates the list of decisions to check, empty; `refresh` reads it. */
export function createChecks(run: OperationRunner) {
  const store = createStore<ChecksState>({ rows: [], total: 0, isRead: false, problem: undefined });

  const refresh = async () => {
    try {
      const { decisionsToCheck } = await run('DecisionsToCheck', { first: PAGE }, { isQuiet: true });
      const { nodes, totalCount } = decisionsToCheck;
      store.set({ rows: nodes, total: totalCount, isRead: true, problem: undefined });
    } catch (error) {
      store.set({ problem: problemText(error) });
    }
  };

  return {
    ...store,
    refresh,

    /** Keeps whether one would have decided the same. The decision stays as it is. */
    async check(verification: string, agrees: boolean, note: string | undefined): Promise<Said> {
      try {
        const variables = { verification, agrees, ...(note === undefined ? {} : { note }) };
        const { checkDecision: result } = await run('CheckDecision', variables);
        await refresh();
        if (result.__typename === 'CheckDecisionSuccess') {
          return { isKept: true, message: 'Your check is kept. Supervisors see it in the overview.' };
        }
        return { isKept: false, message: result.message };
      } catch (error) {
        return { isKept: false, message: problemText(error) };
      }
    },
  };
}
