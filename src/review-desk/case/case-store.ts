import type { AnswerOf } from '../operations/desk-operations.ts';
import { NoAnswerError, type OperationRunner } from '../operations/operation-runner.ts';
import { problemText } from '../operations/problem-text.ts';
import { createStore } from '../parts/store.ts';
import type { QueueEvent } from '../queue/queue-watcher.ts';

/** A case as it was read. */
export type Case = NonNullable<AnswerOf<'ReadCase'>['verification']>;

/** One file of a case. */
export type CaseMaterial = Extract<
  Case,
  { __typename: 'MaterialVerification' }
>['requirements'][number]['materials'][number];

/** The case that is open. */
export interface CaseState {
  readonly id: string | undefined;
  /** Undefined until it is read; null when there is no such case. */
  readonly found: Case | null | undefined;
  readonly problem: string | undefined;
  /** What somebody else did to it since it was opened. */
  readonly meanwhile: QueueEvent | undefined;
  /** What a claim or release was answered with, when it was no success. */
  readonly refusal: string | undefined;
}

const NONE: CaseState = {
  id: undefined,
  found: undefined,
  problem: undefined,
  meanwhile: undefined,
  refusal: undefined,
};

/** Creates the place for one case; none is open. */
export function createOpenCase(run: OperationRunner) {
  const store = createStore<CaseState>(NONE);

  const read = async (isQuiet: boolean) => {
    const { id } = store.get();
    if (id === undefined) return;
    try {
      const { verification } = await run('ReadCase', { verification: id }, { isQuiet });
      if (store.get().id === id) store.set({ found: verification, problem: undefined });
    } catch (error) {
      if (store.get().id === id) store.set({ problem: problemText(error) });
    }
  };

  return {
    ...store,

    /** Opens a case, anew when it is open already. */
    async open(id: string) {
      store.set({ ...NONE, id });
      await read(false);
    },

    /** Leaves the case. */
    close: () => store.set(NONE),

    /** Reads the open case again; what is shown stays until the answer is there. */
    async readAgain() {
      store.set({ meanwhile: undefined, refusal: undefined });
      await read(false);
    },

    /** Reads what may have changed while the desk was cut off. */
    catchUp: () => read(true),

    /** Holds the open case, or holds it longer. Answers false when the server said no; without an answer it may be held. */
    async claim(): Promise<boolean> {
      const { id } = store.get();
      if (id === undefined) return false;
      try {
        const { claimVerification: result } = await run('ClaimCase', { verification: id });
        const isHeld = result.__typename === 'ClaimVerificationSuccess';
        store.set({ refusal: isHeld ? undefined : result.message, meanwhile: undefined });
        await read(true);
        return isHeld;
      } catch (error) {
        store.set({ refusal: problemText(error) });
        return error instanceof NoAnswerError;
      }
    },

    /** Gives the open case back to the queue. Answers whether it is free now. */
    async release(): Promise<boolean> {
      const { id } = store.get();
      if (id === undefined) return false;
      try {
        const { releaseVerification: result } = await run('Release', { verification: id });
        if (result.__typename === 'ReleaseVerificationSuccess') return true;
        store.set({ refusal: result.message });
      } catch (error) {
        store.set({ refusal: problemText(error) });
      }
      return false;
    },

    /** Notes what happened in the queue when it is about the open case, and reads that anew. */
    hear(event: QueueEvent) {
      if (event.verification.id !== store.get().id) return;
      store.set({ meanwhile: event });
      void read(true);
    },
  };
}
