import type { FactFinding } from './finding.ts';

/** Where the reading of a material stands: PENDING → READ or UNREADABLE. */
export const readingStates = ['PENDING', 'READ', 'UNREADABLE'] as const;

/** Where one stands. */
export type ReadingState = (typeof readingStates)[number];

/** What was read of a material. */
export interface MaterialReading {
  readonly state: ReadingState;
  /** The facts that the material must show, in the order of its requirement; none unless it is READ. */
  readonly facts: readonly FactFinding[];
  /** Null while it is PENDING. */
  readonly readAt: Date | null;
}

/** A material that nobody has read yet. */
export const notRead: MaterialReading = { state: 'PENDING', facts: [], readAt: null };
