import type { RunDatabase } from './cluster/run-database.ts';
import type { History } from './history/history.ts';
import type { Plan } from './plan/plan.ts';

/** One run, and where it takes place. */
export interface TortureRun {
  readonly plan: Plan;
  /** For the servers' data folders and logs. */
  readonly folder: string;
  readonly database: RunDatabase;
  readonly history: History;
  /** A planted bug that every server runs with. */
  readonly bug?: string | undefined;
  /** Whether the servers know a wish by its `Idempotency-Key`. */
  readonly keysAreKnown: boolean;
  /** Whether an endpoint for webhooks is registered. */
  readonly webhooks: boolean;
  /** The longest that a client waits for an answer, in milliseconds. */
  readonly requestPatience: number;
  /** The longest that is waited at the end for what is still missing, in milliseconds. */
  readonly settlePatience: number;
  /** Told what begins. */
  readonly onPhase?: (phase: string) => void;
}
