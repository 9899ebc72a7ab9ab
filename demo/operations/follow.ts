import { z } from 'zod';
import type { Operation } from '../operation.ts';

// What is pushed over the WebSocket: the first two to buyers, the last to reviewers.

const named = z.object({ name: z.string() });

const reviewed = z.object({
  verificationReviewed: z.object({
    verification: z.object({
      id: z.string(),
      status: z.string(),
      decision: z.object({
        unlockedStage: named.nullable(),
        reasons: z.array(
          z.object({
            code: z.string(),
            message: z.string(),
            remedyMessage: z.string(),
            material: z.object({ fileName: z.string() }).nullable(),
          }),
        ),
      }),
    }),
  }),
});

/** A decision as its buyer hears of it. */
export type Reviewed = z.infer<typeof reviewed>;

/** Each of the buyer's verifications as it is decided. */
export const followOutcomes: Operation<Reviewed> = {
  document: `
    subscription DemoOutcomes {
      verificationReviewed {
        verification {
          id
          status
          decision {
            unlockedStage { name }
            reasons { code message remedyMessage material { fileName } }
          }
        }
      }
    }
  `,
  data: reviewed,
};

const changed = z.object({
  membershipChanged: z.object({
    change: z.object({ from: named, to: named, cause: z.object({ __typename: z.string() }) }),
    membership: z.object({ benefits: z.array(named) }),
  }),
});

/** A change of membership as its member hears of it. */
export type Changed = z.infer<typeof changed>;

/** Each change of the buyer's membership. */
export const followMembership: Operation<Changed> = {
  document: `
    subscription DemoMembership {
      membershipChanged {
        change { from { name } to { name } cause { __typename } }
        membership { benefits { name } }
      }
    }
  `,
  data: changed,
};

const queueChanged = z.object({
  reviewQueueChanged: z.object({ change: z.string(), verification: z.object({ id: z.string() }) }),
});

/** A change of the review queue. */
export type QueueChanged = z.infer<typeof queueChanged>;

/** What enters, leaves and changes in the review queue. */
export const followQueue: Operation<QueueChanged> = {
  document: `
    subscription DemoQueue {
      reviewQueueChanged { change verification { id } }
    }
  `,
  data: queueChanged,
};
