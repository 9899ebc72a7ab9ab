import { graphql } from '../generated/gql.ts';

/** What tests read of reviews that come before a decision, and of what it unlocked. */
graphql(`
  fragment TwoReviews on Verification {
    id
    status
    version
    claim {
      until
    }
    expectedResult {
      latest
    }
    firstReview {
      ...OneReview
    }
    dissentingReview {
      ...OneReview
    }
    decision {
      outcome
      note
      unlockedStage {
        code
      }
      confirmedStatement {
        amount {
          amount
          currency
        }
        period {
          from
          to
          days
        }
      }
      earlierReviews {
        ...OneReview
      }
      check {
        agrees
        note
        checkedBy {
          id
        }
      }
    }
  }

  fragment OneReview on FirstReview {
    outcome
    note
    at
    reviewer {
      id
    }
    reasons {
      code
    }
    unlockedStage {
      code
    }
    confirmedStatement {
      amount {
        amount
      }
    }
  }
`);

/** Reads a verification with its reviews, as staff does. */
export const readReviews = graphql(`
  query DeskReadReviews($id: ID!) {
    verification(id: $id) {
      ...TwoReviews
    }
  }
`);

/** Approves, and reads all that can come of it. */
export const approveStatement = graphql(`
  mutation DeskApprove($input: ApproveVerificationInput!) {
    approveVerification(input: $input) {
      __typename
      ... on ApproveVerificationSuccess {
        verification {
          ...TwoReviews
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
      ... on ConfirmedStatementRequired {
        requirement {
          amount {
            amount
            currency
          }
          months
        }
      }
      ... on CurrencyNotAccepted {
        accepted
      }
      ... on SecondReviewerRequired {
        firstReview {
          ...OneReview
        }
      }
      ... on SupervisorRequired {
        dissentingReview {
          ...OneReview
        }
      }
    }
  }
`);

/** Rejects, and reads all that can come of it. */
export const rejectAtDesk = graphql(`
  mutation DeskReject($input: RejectVerificationInput!) {
    rejectVerification(input: $input) {
      __typename
      ... on RejectVerificationSuccess {
        verification {
          ...TwoReviews
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** A page of decisions to be checked. */
export const decisionsToCheck = graphql(`
  query DeskToCheck($first: Int = 100, $after: String) {
    decisionsToCheck(first: $first, after: $after) {
      totalCount
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Says whether one agrees with a decision. */
export const checkDecision = graphql(`
  mutation DeskCheck($input: CheckDecisionInput!) {
    checkDecision(input: $input) {
      __typename
      ... on CheckDecisionSuccess {
        verification {
          ...TwoReviews
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** The head of the queue. */
export const queueCounts = graphql(`
  query DeskQueueCounts {
    queueCounts {
      open
      dueToday
      overdue
      mine
      awaitingSecondReview
      disputed
      byStage {
        stage {
          code
        }
        open
        dueToday
        overdue
      }
      byMethod {
        method
        open
      }
      byIdentityType {
        identityType
        open
      }
    }
  }
`);

/** How reviews stand, and how they went. */
export const reviewStatistics = graphql(`
  query DeskStatistics($from: Date!, $to: Date!) {
    reviewStatistics(from: $from, to: $to) {
      open
      dueToday
      overdue
      byStage {
        stage {
          code
        }
        open
      }
      ages {
        fromDays
        toDays
        open
      }
      perReviewer {
        reviewer {
          name
        }
        decisions
        approved
        rejected
        medianMinutes
        agreements
        disagreements
      }
      perDay {
        day
        submitted
        decided
      }
    }
  }
`);
