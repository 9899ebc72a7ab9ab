import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { deliverWebhook } from '../application/deliver-webhook.ts';
import type { Deps } from '../application/deps.ts';
import { wakeStalledEndpoints } from '../application/wake-stalled-endpoints.ts';

const deliveryOrder = z.object({ delivery: z.string(), attempt: z.int() });

/** The job that sends a webhook once. It fails only when the database is away or the server stops; it is tried again then. */
export function createDeliverWebhook(deps: Deps): Task {
  return async (payload, { abortSignal }) => {
    await deliverWebhook(deps, deliveryOrder.parse(payload), abortSignal ?? new AbortController().signal);
  };
}

/** The job that looks after webhooks that nobody sends. */
export function createWakeWebhooks(deps: Deps): Task {
  return async () => wakeStalledEndpoints(deps);
}
