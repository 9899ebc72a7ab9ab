/** The values below which half, 95 % and 99 % of the measured ones lie, and the largest; zeros when nothing was measured. */
export function quantiles(values: readonly number[]): Readonly<Record<'p50' | 'p95' | 'p99' | 'max', number>> {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

/** The same in words, in milliseconds. */
export function sayQuantiles(values: readonly number[]): string {
  const { p50, p95, p99, max } = quantiles(values);
  return `half within ${p50.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms, 99 % within ${p99.toFixed(1)} ms, all within ${max.toFixed(1)} ms`;
}
