import type { Money } from './policy.ts';

/** An amount as people write it, for example "USD 50,000.00": the code instead of a sign, which several currencies share. */
export function moneyWords({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  // The space that Intl puts is one that does not break, which texts are not compared with.
  return format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ');
}
