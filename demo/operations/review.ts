import { z } from 'zod';
import type { Mutation } from '../operation.ts';

// What a reviewer does.

const material = z.object({
  id: z.string(),
  kind: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  keptFromEarlierRun: z.boolean(),
  link: z.object({ url: z.string() }),
});

const claimed = z.object({
  verification: z.object({
    id: z.string(),
    version: z.number(),
    claim: z.object({ until: z.string() }),
    stage: z.object({ secondReview: z.boolean(), statementRequired: z.object({ months: z.number() }).nullable() }),
    materials: z.array(material).default([]),
    country: z.string().optional(),
    taxNumber: z.string().optional(),
    email: z.string().optional(),
  }),
});

const reviewed = z.object({ status: z.string() });

/** A verification as a reviewer who holds it reads it. */
export type Claimed = z.infer<typeof claimed>['verification'];

/** Holds one verification and reads what was handed in. */
export const claimVerification: Mutation<z.infer<typeof claimed>> = {
  field: 'claimVerification',
  document: `
    mutation DemoClaimVerification($input: ClaimVerificationInput!) {
      claimVerification(input: $input) {
        __typename
        ... on ClaimVerificationSuccess {
          verification {
            id
            version
            claim { until }
            stage { secondReview statementRequired { months } }
            ... on MaterialVerification { materials { id kind fileName bytes keptFromEarlierRun link { url } } }
            ... on TaxNumberVerification { country taxNumber }
            ... on EmailVerification { email }
          }
        }
        ... on Problem { message }
      }
    }
  `,
  success: claimed,
};

/** Unlocks the stage, or leaves it to another reviewer as well: then the verification is still SUBMITTED. */
export const approveVerification = {
  field: 'approveVerification',
  document: `
    mutation DemoApproveVerification($input: ApproveVerificationInput!) {
      approveVerification(input: $input) {
        __typename
        ... on ApproveVerificationSuccess { verification { status } membership { level { name } } }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ verification: reviewed, membership: z.object({ level: z.object({ name: z.string() }) }) }),
} satisfies Mutation<unknown>;

/** Says what was wrong. */
export const rejectVerification = {
  field: 'rejectVerification',
  document: `
    mutation DemoRejectVerification($input: RejectVerificationInput!) {
      rejectVerification(input: $input) {
        __typename
        ... on RejectVerificationSuccess { verification { status } }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ verification: reviewed }),
} satisfies Mutation<unknown>;
