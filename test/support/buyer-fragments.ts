import { graphql } from '../generated/gql.ts';

/** What tests read of a verification. */
export const verificationFragment = graphql(`
  fragment BuyerVerification on Verification {
    __typename
    id
    stage {
      code
    }
    method
    status
    version
    submittedAt
    expectedResult {
      earliest
      latest
    }
    overdue
    identity {
      __typename
    }
    decision {
      outcome
      reasons {
        code
        message
        remedy
        remedyMessage
        material {
          id
        }
      }
    }
    ... on MaterialVerification {
      materials {
        id
        kind
        fileName
        mediaType
        bytes
        keptFromEarlierRun
      }
      requirements {
        met
        requirement {
          kind
          mustShow
        }
        materials {
          id
        }
      }
    }
    ... on TaxNumberVerification {
      country
      maskedTaxNumber
      verdict
    }
    ... on EmailVerification {
      email
      codeExpiresAt
      confirmedAt
    }
  }
`);

/** What tests read of a closed method. */
export const exhaustedFragment = graphql(`
  fragment BuyerExhausted on ChancesExhausted {
    method
    limit
    remainingMethods
    spend {
      required {
        amount
        currency
      }
      spent {
        amount
      }
      remaining {
        amount
      }
    }
  }
`);
