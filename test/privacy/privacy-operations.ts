import { graphql } from '../generated/gql.ts';

/** Destroys all that identifies a member. */
export const eraseMember = graphql(`
  mutation PrivacyErase($input: EraseMemberInput!) {
    eraseMember(input: $input) {
      __typename
      ... on EraseMemberSuccess {
        erasedAt
        alreadyErased
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Gets a link to all that is held. */
export const exportMember = graphql(`
  mutation PrivacyExport($input: ExportMemberInput!) {
    exportMember(input: $input) {
      __typename
      ... on ExportMemberSuccess {
        url
        expiresAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** All that says who a member is, as staff reads it. */
export const readPerson = graphql(`
  query PrivacyPerson($id: ID!) {
    member(id: $id) {
      id
      subject
      email
      name
      erasedAt
      identity {
        __typename
        ... on Wholesaler {
          companyName
          productCategories
        }
      }
      chances {
        method
        used
      }
      membership {
        level {
          code
        }
      }
      spend {
        total {
          amount
        }
      }
      verifications {
        nodes {
          id
          status
          identity {
            __typename
          }
          decision {
            outcome
            note
            reasons {
              code
              note
            }
          }
          ... on TaxNumberVerification {
            taxNumber
            maskedTaxNumber
          }
          ... on EmailVerification {
            email
          }
          ... on MaterialVerification {
            materials {
              id
              fileName
              deletedAt
              deletedCause
              link {
                url
              }
            }
          }
        }
      }
    }
  }
`);
