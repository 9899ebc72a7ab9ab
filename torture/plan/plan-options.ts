import type { Method } from './plan.ts';

/** What a plan is made from, besides the seed. */
export interface PlanOptions {
  readonly seed: number;
  readonly servers: number;
  readonly buyers: number;
  readonly reviewers: number;
  readonly services: number;
  readonly supervisors: number;
  /** Steps of each buyer. */
  readonly steps: number;
  /** Acts of each service. */
  readonly orders: number;
  readonly kills: number;
  readonly stops: number;
  readonly cuts: number;
  readonly restarts: number;
  readonly mailTroubles: number;
  /** How many of a hundred subscribers listen by SSE instead of WebSocket. */
  readonly ssePercent: number;
  readonly mix: Mix;
}

/** How often who does what. Weights count against each other; percents are out of a hundred. */
export interface Mix {
  readonly stepWeights: Readonly<Partial<Record<'READ' | 'DECLARE' | Method, number>>>;
  readonly withdrawPercent: number;
  readonly twicePercent: number;
  /** Most wrong codes before the right one. */
  readonly wrongCodes: number;
  readonly atOncePercent: number;
  readonly approvePercent: number;
  readonly rivalPercent: number;
  readonly releasePercent: number;
  readonly takeWeights: Readonly<Partial<Record<'CLAIM' | 'READ' | 'RUSH', number>>>;
  /** What an order can come to, in minor units. */
  readonly amounts: readonly number[];
  readonly refundPercent: number;
  readonly repeatPercent: number;
  /** How many acts a supervisor brings of its own, and how many of a hundred revoke. */
  readonly supervisorActs: number;
  readonly revokePercent: number;
  /** The longest that a fault lasts, in milliseconds. */
  readonly longestStop: number;
  readonly longestOutage: number;
  readonly mannerWeights: Readonly<Partial<Record<'STEADY' | 'WANDERING' | 'FREEZING', number>>>;
}

/** A bit of everything. */
export const everything: Mix = {
  stepWeights: { READ: 2, DECLARE: 1, TAX_NUMBER: 5, EMAIL: 5, MATERIALS: 2 },
  withdrawPercent: 12,
  twicePercent: 25,
  wrongCodes: 2,
  atOncePercent: 40,
  approvePercent: 50,
  rivalPercent: 25,
  releasePercent: 5,
  takeWeights: { CLAIM: 4, READ: 3, RUSH: 3 },
  // They reach the stages of the run's policy sooner or later.
  amounts: [5_000, 20_000, 60_000, 120_000, 400_000],
  refundPercent: 25,
  repeatPercent: 50,
  supervisorActs: 6,
  revokePercent: 50,
  longestStop: 20_000,
  longestOutage: 4000,
  mannerWeights: { STEADY: 4, WANDERING: 4, FREEZING: 2 },
};

/** A run of about a minute. */
export const defaultOptions: PlanOptions = {
  seed: 1,
  servers: 3,
  buyers: 12,
  reviewers: 4,
  services: 2,
  supervisors: 1,
  steps: 10,
  orders: 20,
  kills: 8,
  stops: 2,
  cuts: 3,
  restarts: 1,
  mailTroubles: 2,
  ssePercent: 0,
  mix: everything,
};
