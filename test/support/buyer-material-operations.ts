import { graphql } from '../generated/gql.ts';

/** Hands one file in. */
export const uploadMaterial = graphql(`
  mutation BuyerUpload($input: UploadMaterialInput!) {
    uploadMaterial(input: $input) {
      __typename
      ... on UploadMaterialSuccess {
        material {
          id
          kind
          fileName
          mediaType
          bytes
          keptFromEarlierRun
        }
        verification {
          ...BuyerVerification
        }
      }
      ... on Problem {
        message
      }
      ... on VerificationNotOpen {
        status
        method
      }
      ... on MaterialNotRequired {
        required
      }
      ... on MaterialTooLarge {
        maxFileBytes
        maxTotalBytes
        maxFiles
      }
      ... on MaterialTypeNotAccepted {
        accepted
      }
    }
  }
`);

/** Takes one file out again. */
export const removeMaterial = graphql(`
  mutation BuyerRemove($input: RemoveMaterialInput!) {
    removeMaterial(input: $input) {
      __typename
      ... on RemoveMaterialSuccess {
        verification {
          ...BuyerVerification
        }
      }
      ... on Problem {
        message
      }
      ... on VerificationNotOpen {
        status
      }
    }
  }
`);

/** Hands the materials in for review. */
export const submitMaterials = graphql(`
  mutation BuyerSubmitMaterials($input: SubmitMaterialsInput!) {
    submitMaterials(input: $input) {
      __typename
      ... on SubmitMaterialsSuccess {
        verification {
          ...BuyerVerification
        }
      }
      ... on Problem {
        message
      }
      ... on VerificationNotOpen {
        status
        method
      }
      ... on RequirementsUnmet {
        unmet {
          kind
          label
          mustShow
        }
      }
      ... on ChancesExhausted {
        ...BuyerExhausted
      }
    }
  }
`);
