import { graphql } from '../generated/gql.ts';

// What tests read of a verification.
graphql(`
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

/** Says who the buyer is. */
export const declareIdentity = graphql(`
  mutation BuyerDeclare($input: DeclareIdentityInput!) {
    declareIdentity(input: $input) {
      __typename
      ... on DeclareIdentitySuccess {
        member {
          identityType
        }
      }
      ... on Problem {
        message
      }
      ... on InputInvalid {
        issues {
          path
          message
        }
      }
      ... on IdentityUnderReview {
        verifications {
          id
        }
      }
    }
  }
`);

/** Starts a verification, or resumes it. */
export const beginVerification = graphql(`
  mutation BuyerBegin($input: BeginVerificationInput!) {
    beginVerification(input: $input) {
      __typename
      ... on BeginVerificationSuccess {
        resumed
        verification {
          ...BuyerVerification
        }
      }
      ... on Problem {
        message
      }
      ... on StageNotFound {
        stages {
          code
        }
      }
      ... on StageAlreadyUnlocked {
        stage {
          code
        }
      }
      ... on MethodNotAccepted {
        accepted
      }
      ... on ChancesExhausted {
        ...BuyerExhausted
      }
      ... on VerificationAlreadyOpen {
        verification {
          id
          status
          stage {
            code
          }
        }
      }
    }
  }
`);

/** Ends a verification. */
export const withdrawVerification = graphql(`
  mutation BuyerWithdraw($input: WithdrawVerificationInput!) {
    withdrawVerification(input: $input) {
      __typename
      ... on WithdrawVerificationSuccess {
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

/** Reads one verification. */
export const readVerification = graphql(`
  query BuyerReadVerification($id: ID!) {
    verification(id: $id) {
      ...BuyerVerification
    }
  }
`);

/** Reads what is left of the chances. */
export const readChances = graphql(`
  query BuyerReadChances {
    viewer {
      id
      chances {
        method
        limit
        used
        left
      }
    }
  }
`);
