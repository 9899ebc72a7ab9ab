import { z } from 'zod';
import type { Operation } from '../operation.ts';

const money = z.object({ amount: z.number(), currency: z.string() });

/** What the selection page and the page of stages are drawn from; anybody may read it. */
const pages = z.object({
  identityTypes: z.array(
    z.object({
      type: z.string(),
      requirements: z.array(z.object({ label: z.string(), mustShow: z.array(z.string()) })),
    }),
  ),
  stages: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      methods: z.array(z.string()),
      spendRequired: money.nullable(),
      benefits: z.array(z.object({ name: z.string() })),
    }),
  ),
});

/** The operator's pages. */
export type Pages = z.infer<typeof pages>;

/** One stage of the operator's policy. */
export type Stage = Pages['stages'][number];

/** Reads both pages. */
export const readPages: Operation<Pages> = {
  document: `
    query DemoPages {
      identityTypes {
        type
        requirements { label mustShow }
      }
      stages {
        code
        name
        methods
        spendRequired { amount currency }
        benefits { name }
      }
    }
  `,
  data: pages,
};
