import { graphql } from '../generated/gql.ts';

graphql(`
  fragment AllowedVerification on Verification {
    __typename
    id
    status
    version
    method
    submittedAt
    overdue
    expectedResult {
      earliest
      latest
    }
    stage {
      code
      name
    }
    decision {
      outcome
      decidedAt
      reasons {
        code
        message
        remedy
        material {
          id
          fileName
        }
      }
    }
    ... on MaterialVerification {
      requirements {
        met
        requirement {
          kind
          label
          mustShow
        }
        materials {
          id
          kind
          fileName
          mediaType
          bytes
          link {
            url
            expiresAt
          }
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
      confirmedAt
    }
  }
`);
graphql(`
  fragment AllowedPlan on UnlockPlan {
    unlocked
    methods {
      method
      available
      blockers {
        code
        message
      }
      chances {
        left
        limit
      }
      verification {
        id
        status
      }
      outstanding {
        step
        message
        requirement {
          kind
          label
          mustShow
        }
      }
      expectedResult {
        earliest
        latest
      }
    }
    spend {
      required {
        amount
        currency
      }
    }
  }
`);

/** Everything that a page for buyers, and one for reviewers, could want at once. */
export const everythingOnAPage = graphql(`
  query AllowedEverything($first: Int!) {
    identityTypes {
      type
      requirements {
        kind
        label
        mustShow
      }
    }
    stages {
      code
      name
    }
    viewer {
      id
      name
      email
      membership {
        level {
          code
        }
        since
        benefits {
          key
          name
        }
        history {
          at
          from {
            code
          }
          to {
            code
          }
        }
      }
      silver: unlockPlan(stage: "SILVER") {
        ...AllowedPlan
      }
      gold: unlockPlan(stage: "GOLD") {
        ...AllowedPlan
      }
      platinum: unlockPlan(stage: "PLATINUM") {
        ...AllowedPlan
      }
      chances {
        method
        limit
        used
        left
      }
      verifications(first: $first) {
        totalCount
        nodes {
          ...AllowedVerification
        }
      }
    }
    reviewQueue(first: $first) {
      totalCount
      edges {
        cursor
        node {
          ...AllowedVerification
          claim {
            until
            reviewer {
              id
              name
            }
          }
          member {
            id
            name
            email
            identityType
            chances {
              method
              left
            }
            verifications(first: 20) {
              nodes {
                id
                status
                method
              }
            }
          }
        }
      }
    }
  }
`);
