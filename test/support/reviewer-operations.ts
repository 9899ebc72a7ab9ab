import { graphql } from '../generated/gql.ts';

/** What tests read of a verification as staff sees it. */
graphql(`
  fragment ReviewerCase on Verification {
    __typename
    id
    method
    status
    version
    overdue
    stage {
      code
    }
    member {
      id
      email
      identityType
    }
    expectedResult {
      earliest
      latest
    }
    claim {
      until
      reviewer {
        id
        name
      }
    }
    decision {
      outcome
      note
      decidedAt
      decidedBy {
        id
      }
      reasons {
        code
        message
        remedy
        remedyMessage
        note
        material {
          id
        }
      }
    }
  }
`);

/** Reads one verification as staff sees it. */
export const readCase = graphql(`
  query ReviewerReadCase($id: ID!) {
    verification(id: $id) {
      ...ReviewerCase
    }
  }
`);

/** A page of the queue. */
export const reviewQueue = graphql(`
  query ReviewerQueue($first: Int = 100, $after: String, $filter: ReviewQueueFilter) {
    reviewQueue(first: $first, after: $after, filter: $filter) {
      totalCount
      edges {
        cursor
        node {
          id
        }
      }
      nodes {
        ...ReviewerCase
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

/** Holds a verification: the next one that is free, or a named one. */
export const claimVerification = graphql(`
  mutation ReviewerClaim($input: ClaimVerificationInput!) {
    claimVerification(input: $input) {
      __typename
      ... on ClaimVerificationSuccess {
        verification {
          ...ReviewerCase
        }
      }
      ... on Problem {
        message
      }
      ... on ClaimHeld {
        claim {
          until
          reviewer {
            id
          }
        }
      }
      ... on VerificationNotOpen {
        status
      }
    }
  }
`);

/** Gives a verification back. */
export const releaseVerification = graphql(`
  mutation ReviewerRelease($input: ReleaseVerificationInput!) {
    releaseVerification(input: $input) {
      __typename
      ... on ReleaseVerificationSuccess {
        verification {
          ...ReviewerCase
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Approves. */
export const approveVerification = graphql(`
  mutation ReviewerApprove($input: ApproveVerificationInput!) {
    approveVerification(input: $input) {
      __typename
      ... on ApproveVerificationSuccess {
        verification {
          ...ReviewerCase
        }
        membership {
          level {
            code
          }
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
      ... on VerificationChanged {
        current {
          ...ReviewerCase
        }
      }
      ... on VerificationNotOpen {
        status
      }
    }
  }
`);

/** Rejects. */
export const rejectVerification = graphql(`
  mutation ReviewerReject($input: RejectVerificationInput!) {
    rejectVerification(input: $input) {
      __typename
      ... on RejectVerificationSuccess {
        verification {
          ...ReviewerCase
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
      ... on VerificationChanged {
        current {
          ...ReviewerCase
        }
      }
      ... on VerificationNotOpen {
        status
      }
    }
  }
`);
