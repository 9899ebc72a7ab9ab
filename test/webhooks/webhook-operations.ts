import { graphql } from '../generated/gql.ts';
import type { RegisterWebhookEndpointInput, WebhookEventType } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';

graphql(`
  fragment WebhookSeen on WebhookEndpoint {
    id
    owner
    url
    eventTypes
    ordered
    contactEmail
    createdAt
    status
    disabledAt
    disabledCause
    failingSince
    secretRotation {
      previousSecretValidUntil
    }
  }
`);
graphql(`
  fragment WebhookDelivered on WebhookDelivery {
    id
    messageId
    eventType
    cursor
    member {
      id
    }
    verification
    status
    createdAt
    attempts {
      at
      durationMs
      outcome
      statusCode
      errorCode
    }
    nextAttemptAt
    deliveredAt
  }
`);

/** Every endpoint that the client may see. */
export const readEndpoints = graphql(`
  query WebhooksEndpoints($first: Int, $after: ID) {
    webhookEndpoints(first: $first, after: $after) {
      ...WebhookSeen
    }
  }
`);

/** One endpoint, with a page of its deliveries. */
export const readEndpoint = graphql(`
  query WebhooksEndpoint($id: ID!, $first: Int = 100, $after: String, $status: WebhookDeliveryStatus) {
    webhookEndpoint(id: $id) {
      ...WebhookSeen
      deliveries(first: $first, after: $after, status: $status) {
        nodes {
          ...WebhookDelivered
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          endCursor
        }
      }
    }
  }
`);

/** Registers. */
export const registerEndpoint = graphql(`
  mutation WebhooksRegister($input: RegisterWebhookEndpointInput!) {
    registerWebhookEndpoint(input: $input) {
      __typename
      ... on RegisterWebhookEndpointSuccess {
        secret
        endpoint {
          ...WebhookSeen
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
      ... on WebhookUrlNotAccepted {
        cause
      }
      ... on TooManyWebhookEndpoints {
        limit
      }
    }
  }
`);

/** Changes. */
export const changeEndpoint = graphql(`
  mutation WebhooksChange($input: ChangeWebhookEndpointInput!) {
    changeWebhookEndpoint(input: $input) {
      __typename
      ... on ChangeWebhookEndpointSuccess {
        endpoint {
          ...WebhookSeen
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
      ... on WebhookUrlNotAccepted {
        cause
      }
    }
  }
`);

/** Rotates the secret. */
export const rotateSecret = graphql(`
  mutation WebhooksRotate($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on RotateWebhookSecretSuccess {
        secret
        endpoint {
          ...WebhookSeen
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Disables. */
export const disableEndpoint = graphql(`
  mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {
    disableWebhookEndpoint(input: $input) {
      __typename
      ... on DisableWebhookEndpointSuccess {
        endpoint {
          ...WebhookSeen
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Enables. */
export const enableEndpoint = graphql(`
  mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {
    enableWebhookEndpoint(input: $input) {
      __typename
      ... on EnableWebhookEndpointSuccess {
        endpoint {
          ...WebhookSeen
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Removes. */
export const removeEndpoint = graphql(`
  mutation WebhooksRemove($input: RemoveWebhookEndpointInput!) {
    removeWebhookEndpoint(input: $input) {
      __typename
      ... on RemoveWebhookEndpointSuccess {
        removed
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Sends a test. */
export const sendTest = graphql(`
  mutation WebhooksTest($input: SendTestWebhookInput!) {
    sendTestWebhook(input: $input) {
      __typename
      ... on SendTestWebhookSuccess {
        delivery {
          ...WebhookDelivered
        }
      }
      ... on Problem {
        message
      }
      ... on TooManyTestWebhooks {
        retryAfter
      }
    }
  }
`);

/** Starts a delivery again. */
export const retryDelivery = graphql(`
  mutation WebhooksRetry($input: RetryWebhookDeliveryInput!) {
    retryWebhookDelivery(input: $input) {
      __typename
      ... on RetryWebhookDeliverySuccess {
        delivery {
          id
          status
          nextAttemptAt
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Replays. */
export const replayEvents = graphql(`
  mutation WebhooksReplay($input: ReplayWebhookEventsInput!) {
    replayWebhookEvents(input: $input) {
      __typename
      ... on ReplayWebhookEventsSuccess {
        queued
        alreadyPending
        through
        hasMore
        complete
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** All that a service can be told. */
export const allTypes: readonly WebhookEventType[] = [
  'VERIFICATION_SUBMITTED',
  'VERIFICATION_REVIEWED',
  'VERIFICATION_WITHDRAWN',
  'MEMBERSHIP_CHANGED',
];

/** What an endpoint is registered with unless a test says otherwise. */
export const contactEmail = 'integrations@shop.example';

/** Registers an endpoint for all types; fails when it is refused. */
export async function register(
  service: TestClient,
  url: string,
  more: Partial<RegisterWebhookEndpointInput> = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const input = { url, eventTypes: [...allTypes], contactEmail, ...more };
  const { registerWebhookEndpoint: answer } = await service.data(registerEndpoint, { input });
  if (answer.__typename !== 'RegisterWebhookEndpointSuccess') throw new Error(answer.message);
  return { id: answer.endpoint.id, secret: answer.secret };
}

/** An endpoint as its client sees it, with its newest deliveries; fails when it sees none. */
export async function endpointOf(client: TestClient, id: string) {
  const { webhookEndpoint } = await client.data(readEndpoint, { id });
  if (!webhookEndpoint) throw new Error('there is no such endpoint');
  return { ...webhookEndpoint, deliveries: webhookEndpoint.deliveries.nodes };
}
