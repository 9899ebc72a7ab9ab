/**
 * The clock of a run: how many steps buyers and services have taken, and how many decisions were acknowledged. Faults come by
 * it, and work waits when faults lag behind.
 */
export interface Progress {
  readonly steps: number;
  /** One more step is done. */
  step(): void;
  /** Resolves once so many steps are done, or nobody takes any more. */
  reached(steps: number): Promise<void>;
  /** Resolves when work may go on: not too many faults are due that have not come. */
  pace(): Promise<void>;
  /** One more fault has come. */
  faultCame(): void;
  /** Nobody takes steps any more. */
  end(): void;
}

/** So many faults may be due and not have come: while all servers are down, none can be killed. */
const MOST_DUE = 1;

/** Begins to count. `faults` are the steps after which faults are due, in order. */
export function beginProgress(faults: readonly number[]): Progress {
  const now = { steps: 0, came: 0, isOver: false };
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const until = async (holds: () => boolean) => {
    while (!holds() && !now.isOver) await changed.promise;
  };
  return {
    get steps() {
      return now.steps;
    },
    step() {
      now.steps += 1;
      change();
    },
    reached: (wanted) => until(() => now.steps >= wanted),
    pace: () => until(() => faults.filter((due) => due <= now.steps).length - now.came <= MOST_DUE),
    faultCame() {
      now.came += 1;
      change();
    },
    end() {
      now.isOver = true;
      change();
    },
  };
}
