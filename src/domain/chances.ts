import type { Method } from './method.ts';

/** What is left of one method's chances (seed step 5: "only 5 chances for each verification method"). */
export interface Chances {
  readonly method: Method;
  readonly limit: number;
  readonly used: number;
  readonly left: number;
}

/** Counts what is left; never below 0, even after the operator lowered the limit. */
export function countChances(method: Method, limit: number, used: number): Chances {
  return { method, limit, used, left: Math.max(0, limit - used) };
}
