import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Violation } from '../../torture/checker/rule.ts';
import { tally, type Tally } from '../../torture/checker/tally.ts';
import { givenDatabase, ownDatabase } from '../../torture/cluster/run-database.ts';
import { beginHistory } from '../../torture/history/history.ts';
import { makePlan } from '../../torture/plan/make-plan.ts';
import type { PlanOptions } from '../../torture/plan/plan-options.ts';
import { runTorture } from '../../torture/run-torture.ts';
import { createTestDatabase } from '../support/test-database.ts';

/** How a test wants its run. */
export interface ShortRun {
  readonly planned: PlanOptions;
  readonly bug?: string;
  /** A PostgreSQL of its own instead of a database in the cluster of all tests. */
  readonly needsOwnDatabase?: boolean;
  readonly requestPatience: number;
  readonly settlePatience: number;
}

/** Runs a plan against built servers in processes of their own, which are gone afterwards. */
export async function runShortly(run: ShortRun): Promise<{ violations: readonly Violation[]; counts: Tally }> {
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-torture-'));
  await chmod(folder, 0o711);
  const { database, remove } = await databaseFor(run, folder);
  const history = beginHistory();
  const { planned, bug, requestPatience, settlePatience } = run;
  try {
    const plan = makePlan(planned);
    const patience = { keysAreKnown: true, webhooks: false, requestPatience, settlePatience };
    const violations = await runTorture({ plan, folder, database, history, bug, ...patience });
    return { violations, counts: tally(history.entries) };
  } finally {
    await remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function databaseFor({ needsOwnDatabase = false }: ShortRun, folder: string) {
  if (needsOwnDatabase) {
    const database = await ownDatabase(join(folder, 'database'));
    return { database, remove: () => database.close() };
  }
  const database = await createTestDatabase();
  return { database: givenDatabase(database.url), remove: () => database.drop() };
}
