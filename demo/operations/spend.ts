import { z } from 'zod';
import type { Mutation, Operation } from '../operation.ts';

// What the marketplace's services do, and how far its buyer is.

const money = z.object({ amount: z.number(), currency: z.string() });
const order = z.object({ member: z.object({ spend: z.object({ total: money, orders: z.number() }) }) });
const counted = 'order { member { spend { total { amount currency } orders } } }';

/** Counts a settled order. */
export const recordOrder = {
  field: 'recordOrder',
  document: `
    mutation DemoRecordOrder($input: RecordOrderInput!) {
      recordOrder(input: $input) {
        __typename
        ... on RecordOrderSuccess { alreadyRecorded unlocked { name } ${counted} }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ alreadyRecorded: z.boolean(), unlocked: z.object({ name: z.string() }).nullable(), order }),
} satisfies Mutation<unknown>;

/** Takes a refund off. */
export const refundOrder = {
  field: 'refundOrder',
  document: `
    mutation DemoRefundOrder($input: RefundOrderInput!) {
      refundOrder(input: $input) {
        __typename
        ... on RefundOrderSuccess { ${counted} }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ order }),
} satisfies Mutation<unknown>;

const plan = z.object({
  viewer: z.object({ unlockPlan: z.object({ spend: z.object({ required: money, remaining: money }) }) }),
});

/** How much the buyer still has to spend for a stage. */
export const readSpendPath: Operation<z.infer<typeof plan>> = {
  document: `
    query DemoSpendPath($stage: String!) {
      viewer {
        unlockPlan(stage: $stage) {
          spend { required { amount currency } remaining { amount currency } }
        }
      }
    }
  `,
  data: plan,
};
