import { graphql } from '../generated/gql.ts';

/** How the queue of background jobs stands. */
export const jobQueue = graphql(`
  query OperatorJobQueue {
    jobQueue {
      waiting
      oldestWaitingSince
      scheduled
      running
      retrying
      failed
    }
  }
`);

/** A page of the jobs that failed for good. */
export const failedJobs = graphql(`
  query OperatorFailedJobs($first: Int = 100, $after: String) {
    failedJobs(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
        }
      }
      nodes {
        id
        task
        about
        attempts
        lastError
        createdAt
        failedAt
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

/** Has one tried again. */
export const retryFailedJob = graphql(`
  mutation OperatorRetry($input: RetryFailedJobInput!) {
    retryFailedJob(input: $input) {
      __typename
      ... on RetryFailedJobSuccess {
        queue {
          failed
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Has all of a task tried again. */
export const retryAllFailedJobs = graphql(`
  mutation OperatorRetryAll($input: RetryAllFailedJobsInput!) {
    retryAllFailedJobs(input: $input) {
      __typename
      ... on RetryAllFailedJobsSuccess {
        retried
        queue {
          failed
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);
