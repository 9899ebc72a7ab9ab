import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { readMaterial } from '../application/read-material.ts';

const payload = z.object({ materialId: z.guid() });

/** Reads a material that was inspected. A server that stops calls it off, and another one begins anew. */
export function createReadMaterial(deps: Deps): Task {
  return async (raw, { abortSignal }) => {
    await readMaterial(deps, payload.parse(raw).materialId, abortSignal ?? new AbortController().signal);
  };
}
