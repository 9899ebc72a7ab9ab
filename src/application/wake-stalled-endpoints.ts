import { lockWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import { stalledEndpoints, wakeEndpoint } from '../database/webhook-queue.ts';
import type { Deps } from './deps.ts';

/** For how long something must have been due before it counts as forgotten, in milliseconds. */
const GRACE = 60_000;

/**
 * Orders what is due and nobody sees to: a server was killed while it sent, or its job was lost. A delivery's row is what
 * is true, so nothing hangs on a job.
 */
export async function wakeStalledEndpoints(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const id of await stalledEndpoints(deps.database.session(), new Date(now.getTime() - GRACE))) {
    await deps.database.transaction(async (session) => {
      const endpoint = await lockWebhookEndpoint(session, id);
      if (endpoint !== undefined) await wakeEndpoint(session, endpoint, now);
    });
  }
}
