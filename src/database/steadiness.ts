/** Tells whether a server has heard from the database without a break for longer than a bound. */
export interface Steadiness {
  /** The database answered: when it was asked by this process's own clock, and what its clock said; both in milliseconds. */
  note(asked: number, databaseTime: number): void;
  /** The database did not answer. */
  lose(): void;
  /** Whether the answers have come without a break for longer than the bound. */
  isReached(now: number): boolean;
}

/**
 * Whoever finds others silent has to know that it is not itself who was away: after an outage, or after it was frozen,
 * everybody looks silent to the first one back. Half the bound without an answer, or a leap of the database's clock by as
 * much, is a break.
 */
export function createSteadiness(bound: number): Steadiness {
  let last: { readonly asked: number; readonly databaseTime: number } | undefined;
  let since = Infinity;
  return {
    note(asked, databaseTime) {
      const isBreak =
        last === undefined || asked - last.asked > bound / 2 || Math.abs(databaseTime - last.databaseTime) > bound / 2;
      if (isBreak) since = asked;
      last = { asked, databaseTime };
    },
    lose() {
      last = undefined;
      since = Infinity;
    },
    isReached: (now) => now - since > bound,
  };
}
