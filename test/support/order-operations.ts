import { graphql } from '../generated/gql.ts';

/** What tests read of an order. */
graphql(`
  fragment ServiceOrder on Order {
    id
    member {
      id
    }
    amount {
      amount
      currency
    }
    refunded {
      amount
    }
  }
`);

/** Counts an order. */
export const recordOrder = graphql(`
  mutation ServiceRecordOrder($input: RecordOrderInput!) {
    recordOrder(input: $input) {
      __typename
      ... on RecordOrderSuccess {
        alreadyRecorded
        unlocked {
          code
        }
        order {
          ...ServiceOrder
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
      ... on CurrencyNotAccepted {
        accepted
      }
      ... on OrderConflict {
        recorded {
          ...ServiceOrder
        }
      }
    }
  }
`);

/** Takes a refund off. */
export const refundOrder = graphql(`
  mutation ServiceRefundOrder($input: RefundOrderInput!) {
    refundOrder(input: $input) {
      __typename
      ... on RefundOrderSuccess {
        alreadyRecorded
        order {
          ...ServiceOrder
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
      ... on CurrencyNotAccepted {
        accepted
      }
      ... on RefundExceedsOrder {
        refundable {
          amount
        }
      }
      ... on RefundConflict {
        recorded {
          ...ServiceOrder
        }
      }
    }
  }
`);
