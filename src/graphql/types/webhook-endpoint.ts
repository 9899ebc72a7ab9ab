import { Field, ID, ObjectType } from 'type-graphql';
import { WebhookDisabledCause, WebhookEndpointStatus, WebhookEventType } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import type { Resolved } from './resolved.ts';
import { WebhookDeliveryConnection } from './webhook-delivery.ts';

/** Binds the contract's `WebhookEndpoint`. */
@ObjectType({ simpleResolvers: true })
export class WebhookEndpoint {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly owner!: string;

  @Field(() => String)
  readonly url!: string;

  @Field(() => [WebhookEventType])
  readonly eventTypes!: readonly WebhookEventType[];

  @Field(() => Boolean)
  readonly ordered!: boolean;

  @Field(() => String)
  readonly contactEmail!: string;

  @Field(() => DateTimeScalar)
  readonly createdAt!: DateTimeSource;

  @Field(() => WebhookEndpointStatus)
  readonly status?: Resolved;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly disabledAt?: Resolved;

  @Field(() => WebhookDisabledCause, { nullable: true })
  readonly disabledCause?: Resolved;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly failingSince!: DateTimeSource | null;

  @Field(() => WebhookSecretRotation, { nullable: true })
  readonly secretRotation?: Resolved;

  @Field(() => WebhookDeliveryConnection)
  readonly deliveries?: Resolved;
}

/** Binds the contract's `WebhookSecretRotation`. */
@ObjectType({ simpleResolvers: true })
export class WebhookSecretRotation {
  @Field(() => DateTimeScalar)
  readonly previousSecretValidUntil!: DateTimeSource;
}
