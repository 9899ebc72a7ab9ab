import { z } from 'zod';
import type { Mutation } from '../operation.ts';

// What a buyer does to be verified, whatever the method.

const named = z.object({ name: z.string() });

/** Says who the buyer is. */
export const declareIdentity = {
  field: 'declareIdentity',
  document: `
    mutation DemoDeclareIdentity($input: DeclareIdentityInput!) {
      declareIdentity(input: $input) {
        __typename
        ... on DeclareIdentitySuccess { member { identityType } }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({ member: z.object({ identityType: z.string() }) }),
} satisfies Mutation<unknown>;

const requirement = z.object({
  met: z.boolean(),
  requirement: z.object({ kind: z.string(), label: z.string() }),
  materials: z.array(z.object({ fileName: z.string(), keptFromEarlierRun: z.boolean() })),
});

/** Starts a verification; one by MATERIALS lists what the identity requires. */
export const beginVerification = {
  field: 'beginVerification',
  document: `
    mutation DemoBeginVerification($input: BeginVerificationInput!) {
      beginVerification(input: $input) {
        __typename
        ... on BeginVerificationSuccess {
          verification {
            id
            stage { name }
            ... on MaterialVerification {
              requirements {
                met
                requirement { kind label }
                materials { fileName keptFromEarlierRun }
              }
            }
          }
        }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({
    verification: z.object({ id: z.string(), stage: named, requirements: z.array(requirement).default([]) }),
  }),
} satisfies Mutation<unknown>;

/** Hands one file in. */
export const uploadMaterial = {
  field: 'uploadMaterial',
  document: `
    mutation DemoUploadMaterial($input: UploadMaterialInput!) {
      uploadMaterial(input: $input) {
        __typename
        ... on UploadMaterialSuccess { material { kind fileName mediaType bytes } }
        ... on Problem { message }
      }
    }
  `,
  success: z.object({
    material: z.object({ kind: z.string(), fileName: z.string(), mediaType: z.string(), bytes: z.number() }),
  }),
} satisfies Mutation<unknown>;
