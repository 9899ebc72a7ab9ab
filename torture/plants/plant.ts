import type { Mix, PlanOptions } from '../plan/plan-options.ts';

/** One change of a module's text as it was built. */
export interface Edit {
  /** The module, below `dist/src`. */
  readonly file: string;
  /** Stands there exactly once; else the server refuses to start. */
  readonly find: string;
  readonly replace: string;
}

/** A bug that is planted into a server while it loads, to see whether the checker finds it. No source has it. */
export interface Plant {
  readonly name: string;
  /** What the server does wrong. */
  readonly says: string;
  /** The rule that must find it. */
  readonly rule: string;
  readonly edits: readonly Edit[];
  /** A short run under which it shows, where the usual one is not enough. */
  readonly plan?: Partial<Omit<PlanOptions, 'mix'>> & { readonly mix?: Partial<Mix> };
  /** Shows only when PostgreSQL itself dies. */
  readonly needsOwnDatabase?: true;
}
