import type { AnswerOf } from '../operations/desk-operations.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { createStore } from '../parts/store.ts';

/** One reason that can be given, with what the buyer will read. */
export type ReasonRule = AnswerOf<'RejectionReasons'>['rejectionReasons'][number];

/** What every case is read against; empty until it is there. */
export interface ReferenceState {
  readonly reasons: readonly ReasonRule[];
  readonly identities: AnswerOf<'IdentityTypes'>['identityTypes'];
}

/** Creates the place for the rules; `read` fills it. */
export function createReference(run: OperationRunner) {
  const store = createStore<ReferenceState>({ reasons: [], identities: [] });
  return {
    ...store,
    /** Reads the rules unless they are there. A failure is left to the next call. */
    async read() {
      if (store.get().reasons.length > 0) return;
      const [reasons, identities] = await Promise.all([
        run('RejectionReasons', {}, { isQuiet: true }),
        run('IdentityTypes', {}, { isQuiet: true }),
      ]);
      store.set({ reasons: reasons.rejectionReasons, identities: identities.identityTypes });
    },
  };
}
