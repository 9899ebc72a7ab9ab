import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { inspectForgotten } from '../application/inspect-forgotten.ts';
import { inspectMaterial } from '../application/inspect-material.ts';
import { INSPECT_MATERIAL, orderInspection } from '../application/order-inspection.ts';
import { findMaterials } from '../database/stores/material-store.ts';

const order = z.object({ material: z.guid() });
/** How long to wait before the virus scanner is asked again, in milliseconds. */
const SCANNER_PAUSE = 5000;

/** What looks at files that were handed in. */
export function createInspectionTasks(
  deps: Deps,
  onWarning: (message: string) => void,
): Readonly<Record<string, Task>> {
  return {
    [INSPECT_MATERIAL]: async (payload, { abortSignal }) => {
      const { material: id } = order.parse(payload);
      const outcome = await inspectMaterial(deps, id, abortSignal ?? new AbortController().signal);
      if (outcome === 'Done') return;
      onWarning('the virus scanner is away: files that were handed in wait for it');
      // A job that fails would be tried again later and later; clamd may be back soon.
      const session = deps.database.session();
      for (const material of await findMaterials(session, [id]))
        await orderInspection(session, material, SCANNER_PAUSE);
    },
    inspect_forgotten: async () => inspectForgotten(deps),
  };
}
