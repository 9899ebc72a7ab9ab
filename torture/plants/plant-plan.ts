import { everything, type PlanOptions } from '../plan/plan-options.ts';
import type { Plant } from './plant.ts';

/** One server, a few people, mostly tax numbers, no fault: enough for most bugs, in a few seconds. */
const usual: Omit<PlanOptions, 'mix'> = {
  seed: 1,
  servers: 1,
  buyers: 5,
  reviewers: 2,
  services: 1,
  supervisors: 1,
  steps: 3,
  orders: 4,
  kills: 0,
  stops: 0,
  cuts: 0,
  restarts: 0,
  mailTroubles: 0,
  ssePercent: 0,
};

/** The short run under which a planted bug shows. */
export function planOptionsFor({ plan = {} }: Plant): PlanOptions {
  const { mix, ...counts } = plan;
  const quick = { ...everything, stepWeights: { READ: 1, TAX_NUMBER: 4 }, supervisorActs: 0, longestOutage: 500 };
  return { ...usual, ...counts, mix: { ...quick, ...mix } };
}
