/** How many days a verification has waited, both ends included; null: no end. */
export interface AgeSpan {
  readonly fromDays: number;
  readonly toDays: number | null;
}

/** The spans that statistics count by, the youngest first, without a gap. 0 is the day of submission. */
export const ageBuckets: readonly AgeSpan[] = [
  { fromDays: 0, toDays: 0 },
  { fromDays: 1, toDays: 1 },
  { fromDays: 2, toDays: 2 },
  { fromDays: 3, toDays: 4 },
  { fromDays: 5, toDays: 7 },
  { fromDays: 8, toDays: 14 },
  { fromDays: 15, toDays: null },
];
