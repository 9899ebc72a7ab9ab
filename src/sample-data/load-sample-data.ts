import type { Deps } from '../application/deps.ts';
import { inNewDatabase } from './in-new-database.ts';
import { createNarrator, type Story } from './narrator.ts';
import { graceAwaitsDecision } from './stories/grace-awaits-decision.ts';
import { inesIsRejected } from './stories/ines-is-rejected.ts';
import { manuIsApproved } from './stories/manu-is-approved.ts';
import { oliveAwaitsReview } from './stories/olive-awaits-review.ts';
import { ottoSpends } from './stories/otto-spends.ts';
import { raviHoldsOne } from './stories/ravi-holds-one.ts';
import { walterIsOverdue } from './stories/walter-is-overdue.ts';

/** In the order in which they happened, so that logs and lists read as they would have grown. */
const stories: readonly Story[] = [
  ottoSpends,
  manuIsApproved,
  inesIsRejected,
  walterIsOverdue,
  graceAwaitsDecision,
  oliveAwaitsReview,
  raviHoldsOne,
];

/** Where the files are that sample people hand in. */
export interface SampleFiles {
  readonly directory: string;
}

/**
 * Tells the stories of the sample people, by the same use cases that requests run and with the clock moved back, so that
 * every row and mail is real. Only in a database that has no member, all or nothing, and once however many servers start.
 * Returns whether it did. Throws SampleDataError when the policy or the files make a step impossible.
 */
export async function loadSampleData(deps: Deps, files: SampleFiles): Promise<boolean> {
  return inNewDatabase(deps.database, async (database) => {
    const narrator = createNarrator({ ...deps, database }, files.directory);
    for (const tell of stories) await tell(narrator);
  });
}
