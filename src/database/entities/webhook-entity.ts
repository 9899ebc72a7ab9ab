import { defineEntity, p } from '@mikro-orm/postgresql';
import type {
  WebhookAttemptOutcome,
  WebhookDeliveryStatus,
  WebhookDisabledCause,
  WebhookEventType,
} from '../../domain/webhook.ts';

/** Where a service wants to be told what happened. */
export const WebhookEndpointEntity = defineEntity({
  name: 'WebhookEndpointEntity',
  tableName: 'webhook_endpoint',
  properties: {
    id: p.uuid().primary(),
    owner: p.string(),
    url: p.text(),
    eventTypes: p.array<WebhookEventType>(),
    ordered: p.boolean(),
    contactEmail: p.string(),
    secretSealed: p.blob(),
    previousSecretSealed: p.blob().nullable(),
    previousSecretUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    failingSince: p.datetime().nullable(),
    disabledAt: p.datetime().nullable(),
    disabledCause: p.string().$type<WebhookDisabledCause>().nullable(),
  },
});

/** What is sent. Written once. */
export const WebhookMessageEntity = defineEntity({
  name: 'WebhookMessageEntity',
  tableName: 'webhook_message',
  properties: {
    id: p.string().primary(),
    eventId: p.bigint('string').nullable(),
    eventType: p.string().$type<WebhookEventType>().nullable(),
    body: p.text(),
  },
});

/** A message on its way to an endpoint. */
export const WebhookDeliveryEntity = defineEntity({
  name: 'WebhookDeliveryEntity',
  tableName: 'webhook_delivery',
  properties: {
    id: p.uuid().primary(),
    endpointId: p.uuid(),
    messageId: p.string(),
    eventId: p.bigint('string').nullable(),
    memberId: p.uuid().nullable(),
    status: p.string().$type<WebhookDeliveryStatus>(),
    attempts: p.integer(),
    tries: p.integer(),
    firstTriedAt: p.datetime().nullable(),
    nextAttemptAt: p.datetime().nullable(),
    deliveredAt: p.datetime().nullable(),
    lease: p.uuid().nullable(),
    leasedUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** One time that a message was sent. */
export const WebhookAttemptEntity = defineEntity({
  name: 'WebhookAttemptEntity',
  tableName: 'webhook_attempt',
  properties: {
    deliveryId: p.uuid().primary(),
    number: p.integer().primary(),
    at: p.datetime(),
    durationMs: p.integer(),
    outcome: p.string().$type<WebhookAttemptOutcome>(),
    statusCode: p.integer().nullable(),
    errorCode: p.string().nullable(),
  },
});
