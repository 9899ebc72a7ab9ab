import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { LAPSE_CLAIM, remindAt, REMIND_OF_CLAIM } from '../application/claim-jobs.ts';
import type { Deps } from '../application/deps.ts';
import { lapseClaim } from '../application/lapse-claim.ts';
import { remindOfClaim } from '../application/remind-of-claim.ts';
import { createTimedTask } from './timed-task.ts';

const payload = z.object({ verificationId: z.guid(), until: z.coerce.date() });

/** What happens to claims by itself: they lapse, and shortly before it is reminded of them. */
export function createClaimTasks(deps: Deps): Readonly<Record<string, Task>> {
  return {
    [LAPSE_CLAIM]: createTimedTask(deps, {
      payload,
      dueAt: ({ until }) => until,
      work: (claim) => lapseClaim(deps, claim),
    }),
    [REMIND_OF_CLAIM]: createTimedTask(deps, {
      payload,
      dueAt: ({ until }) => remindAt(deps.policy, until),
      work: (claim) => remindOfClaim(deps, claim),
    }),
  };
}
