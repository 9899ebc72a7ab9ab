import { graphql } from '../generated/gql.ts';

/** Reads the viewer's own membership with all that belongs to it. */
export const readMembership = graphql(`
  query OwnMembership($benefit: String = "faster_replies") {
    viewer {
      id
      createdAt
      membership {
        level {
          code
          rank
        }
        since
        unlockedBy {
          __typename
          ... on UnlockedByVerification {
            verification {
              id
            }
          }
          ... on UnlockedBySpend {
            order
            stage {
              code
            }
          }
        }
        stages {
          code
        }
        benefits {
          key
          name
          description
        }
        hasBenefit(key: $benefit)
        history {
          at
          from {
            code
          }
          to {
            code
          }
          cause {
            __typename
            ... on RevokedBySupervisor {
              reason
            }
          }
        }
      }
      spend {
        orders
        countedSince
        total {
          amount
          currency
        }
      }
    }
  }
`);

/** Follows decisions on the viewer's own verifications. */
export const followReviews = graphql(`
  subscription OwnReviews($after: Cursor) {
    verificationReviewed(after: $after) {
      cursor
      at
      verification {
        id
        status
        decision {
          outcome
          reasons {
            code
            message
            remedyMessage
          }
        }
      }
    }
  }
`);

/** Follows changes of the viewer's own membership. */
export const followMembership = graphql(`
  subscription OwnMembershipChanges($after: Cursor) {
    membershipChanged(after: $after) {
      cursor
      at
      change {
        from {
          code
        }
        to {
          code
        }
        cause {
          __typename
        }
      }
      membership {
        level {
          code
        }
      }
    }
  }
`);
