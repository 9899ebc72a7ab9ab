import { z } from 'zod';
import type { Mutation } from '../operation.ts';

// What a buyer hands in for review. Each submission answers with its promise and the chances that are left.

const submitted = z.object({
  verification: z.object({
    expectedResult: z.object({ earliest: z.string(), latest: z.string() }),
    member: z.object({
      chances: z.array(z.object({ method: z.string(), left: z.number(), limit: z.number() })),
    }),
    maskedTaxNumber: z.string().optional(),
    verdict: z.string().optional(),
  }),
});

/** What is answered to a submission. */
export type Submitted = z.infer<typeof submitted>;

const asked = `
  expectedResult { earliest latest }
  member { chances { method left limit } }
`;

/** Hands the materials in. */
export const submitMaterials: Mutation<Submitted> = {
  field: 'submitMaterials',
  document: `
    mutation DemoSubmitMaterials($input: SubmitMaterialsInput!) {
      submitMaterials(input: $input) {
        __typename
        ... on SubmitMaterialsSuccess { verification { ${asked} } }
        ... on Problem { message }
      }
    }
  `,
  success: submitted,
};

/** Hands a tax number in. */
export const submitTaxNumber: Mutation<Submitted> = {
  field: 'submitTaxNumber',
  document: `
    mutation DemoSubmitTaxNumber($input: SubmitTaxNumberInput!) {
      submitTaxNumber(input: $input) {
        __typename
        ... on SubmitTaxNumberSuccess {
          verification { ${asked} ... on TaxNumberVerification { maskedTaxNumber verdict } }
        }
        ... on Problem { message }
      }
    }
  `,
  success: submitted,
};

/** Has a code mailed to a business address. */
export const sendEmailCode = {
  field: 'sendEmailCode',
  document: `
    mutation DemoSendEmailCode($input: SendEmailCodeInput!) {
      sendEmailCode(input: $input) {
        __typename
        ... on SendEmailCodeSuccess { expiresAt }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ expiresAt: z.string() }),
} satisfies Mutation<unknown>;

/** Gives the mailed code back; the right one hands the verification in. */
export const submitEmailCode: Mutation<Submitted> = {
  field: 'submitEmailCode',
  document: `
    mutation DemoSubmitEmailCode($input: SubmitEmailCodeInput!) {
      submitEmailCode(input: $input) {
        __typename
        ... on SubmitEmailCodeSuccess { verification { ${asked} } }
        ... on Problem { message }
      }
    }
  `,
  success: submitted,
};
