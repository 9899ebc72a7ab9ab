import { graphql } from '../generated/gql.ts';

// What tests read of a closed method.
graphql(`
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

/** Hands a tax number in for review. */
export const submitTaxNumber = graphql(`
  mutation BuyerSubmitTax($input: SubmitTaxNumberInput!) {
    submitTaxNumber(input: $input) {
      __typename
      ... on SubmitTaxNumberSuccess {
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
      ... on TaxNumberMalformed {
        hint
      }
      ... on ChancesExhausted {
        ...BuyerExhausted
      }
    }
  }
`);

/** Has a code mailed. */
export const sendEmailCode = graphql(`
  mutation BuyerSendCode($input: SendEmailCodeInput!) {
    sendEmailCode(input: $input) {
      __typename
      ... on SendEmailCodeSuccess {
        expiresAt
        resendAfter
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
      ... on EmailNotAccepted {
        cause
      }
      ... on TooManyCodes {
        retryAfter
      }
      ... on ChancesExhausted {
        ...BuyerExhausted
      }
    }
  }
`);

/** Gives the mailed code back. */
export const submitEmailCode = graphql(`
  mutation BuyerSubmitCode($input: SubmitEmailCodeInput!) {
    submitEmailCode(input: $input) {
      __typename
      ... on SubmitEmailCodeSuccess {
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
      ... on WrongCode {
        chancesLeft
      }
      ... on ChancesExhausted {
        ...BuyerExhausted
      }
    }
  }
`);
