import { forgottenMaterials } from '../database/stores/inspection-store.ts';
import type { Deps } from './deps.ts';
import { orderInspection } from './order-inspection.ts';

/** How many are ordered at once, so that old files don't hold new ones up. */
const MOST = 50;

/** Orders the inspection of PENDING files that no job is there for: a server of an earlier version kept them. */
export async function inspectForgotten({ database }: Pick<Deps, 'database'>): Promise<void> {
  await database.transaction(async (session) => {
    for (const material of await forgottenMaterials(session, MOST)) await orderInspection(session, material);
  });
}
