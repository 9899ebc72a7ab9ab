import { graphql } from '../generated/gql.ts';

/** The queue as a reviewer finds it. */
export const readQueue = graphql(`
  query SampleDataQueue {
    reviewQueue {
      nodes {
        method
        overdue
        submittedAt
        stage {
          code
        }
        identity {
          __typename
        }
        member {
          name
        }
        claim {
          reviewer {
            name
          }
        }
        ... on MaterialVerification {
          materials {
            kind
            fileName
            mediaType
            bytes
            link {
              url
            }
          }
        }
        ... on TaxNumberVerification {
          taxNumber
          verdict
        }
        ... on EmailVerification {
          email
        }
      }
    }
  }
`);

/** Who waits, and everything that was done so far. Reading it leaves no trace itself. */
export const readTrail = graphql(`
  query SampleDataTrail {
    reviewQueue {
      nodes {
        member {
          name
        }
      }
    }
    auditTrail(first: 100) {
      nodes {
        at
        act
        member {
          name
        }
      }
    }
  }
`);

/** What a sample buyer finds of its own. */
export const readOwn = graphql(`
  query SampleDataOwn {
    viewer {
      name
      email
      identityType
      membership {
        level {
          code
        }
        unlockedBy {
          __typename
        }
        history {
          to {
            code
          }
        }
      }
      spend {
        orders
        total {
          amount
        }
      }
      verifications {
        nodes {
          id
          status
          method
          decision {
            reasons {
              code
              remedy
              material {
                fileName
              }
            }
          }
        }
      }
    }
  }
`);

/** A decision with its private notes, for staff. */
export const readNotes = graphql(`
  query SampleDataNotes($id: ID!) {
    verification(id: $id) {
      decision {
        note
        decidedBy {
          name
        }
        reasons {
          code
          note
        }
      }
    }
  }
`);
