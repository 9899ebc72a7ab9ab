import type { Money, Stage } from './policy.ts';

/** Spending as a path to a stage. */
export interface SpendPath {
  readonly required: Money;
  readonly spent: Money;
  readonly remaining: Money;
}

/** How far the spend (minor units) is from unlocking the stage; null when spending does not unlock it. */
export function spendPath(stage: Stage, spent: number): SpendPath | null {
  const required = stage.spendRequired;
  if (required === null) return null;
  const { currency } = required;
  return {
    required,
    spent: { amount: spent, currency },
    remaining: { amount: Math.max(0, required.amount - spent), currency },
  };
}
