import { setTimeout as delay } from 'node:timers/promises';
import type { Material } from '../domain/material.ts';

/** The longest that a request waits for inspections, in milliseconds. */
const PATIENCE = 10_000;
/** The first pause before looking again; each is half as long again as the one before, up to the longest. In milliseconds. */
const FIRST_PAUSE = 40;
const LONGEST_PAUSE = 500;

/** Waits until none of the materials that `read` gives is PENDING any more, for ten seconds at most. Holds nothing meanwhile. */
export async function awaitInspections(read: () => Promise<readonly Material[]>): Promise<readonly Material[]> {
  const since = performance.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const materials = await read();
    const isPending = materials.some(({ inspection }) => inspection.state === 'PENDING');
    if (!isPending || performance.now() - since + pause > PATIENCE) return materials;
    await delay(pause);
  }
}
