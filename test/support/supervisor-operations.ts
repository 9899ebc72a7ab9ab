import { graphql } from '../generated/gql.ts';

/** Gives all chances of a method back. */
export const restoreChances = graphql(`
  mutation SupervisorRestore($input: RestoreChancesInput!) {
    restoreChances(input: $input) {
      __typename
      ... on RestoreChancesSuccess {
        member {
          chances {
            method
            used
            left
          }
        }
      }
      ... on Problem {
        message
      }
      ... on InputInvalid {
        issues {
          path
        }
      }
    }
  }
`);

/** Takes a membership back. */
export const revokeMembership = graphql(`
  mutation SupervisorRevoke($input: RevokeMembershipInput!) {
    revokeMembership(input: $input) {
      __typename
      ... on RevokeMembershipSuccess {
        member {
          id
          membership {
            level {
              code
            }
            stages {
              code
            }
          }
          spend {
            countedSince
            total {
              amount
            }
          }
        }
      }
      ... on Problem {
        message
      }
      ... on InputInvalid {
        issues {
          path
        }
      }
    }
  }
`);

/** A page of the audit trail. */
export const auditTrail = graphql(`
  query SupervisorAuditTrail($first: Int = 100, $after: String, $filter: AuditTrailFilter) {
    auditTrail(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        at
        act
        role
        reason
        hash
        actor {
          id
        }
        member {
          id
        }
        verification {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`);
