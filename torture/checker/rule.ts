import type { Evidence } from './evidence.ts';

/** Something that must never be. */
export interface Violation {
  /** The rule's name. */
  readonly rule: string;
  /** A sentence for whoever reads the report. */
  readonly what: string;
  /** Places in the history to look at. */
  readonly at?: readonly number[];
  /** Only something that is missing so far: it is a violation once there is nothing left to wait for. */
  readonly mayStillCome?: boolean;
}

/** A violation before it bears its rule's name. */
export type Finding = Omit<Violation, 'rule'>;

/** One promise that is checked: a pure function of the evidence. */
export interface Rule {
  readonly name: string;
  readonly check: (evidence: Evidence) => readonly Finding[];
}
