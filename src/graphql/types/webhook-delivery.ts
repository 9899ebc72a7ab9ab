import { Field, ID, Int, ObjectType } from 'type-graphql';
import { WebhookAttemptOutcome, WebhookDeliveryStatus, WebhookEventType } from '../enums.ts';
import { CursorScalar, DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Member } from './member.ts';
import { PageInfo } from './page-info.ts';
import type { Resolved } from './resolved.ts';

/** Binds the contract's `WebhookDelivery`. */
@ObjectType({ simpleResolvers: true })
export class WebhookDelivery {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly messageId!: string;

  @Field(() => WebhookEventType, { nullable: true })
  readonly eventType!: WebhookEventType | null;

  @Field(() => CursorScalar, { nullable: true })
  readonly cursor!: string | null;

  @Field(() => Member, { nullable: true })
  readonly member?: Resolved;

  @Field(() => ID, { nullable: true })
  readonly verification?: Resolved;

  @Field(() => WebhookDeliveryStatus)
  readonly status!: WebhookDeliveryStatus;

  @Field(() => DateTimeScalar)
  readonly createdAt!: DateTimeSource;

  @Field(() => [WebhookAttempt])
  readonly attempts!: readonly WebhookAttempt[];

  @Field(() => DateTimeScalar, { nullable: true })
  readonly nextAttemptAt!: DateTimeSource | null;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly deliveredAt!: DateTimeSource | null;
}

/** Binds the contract's `WebhookAttempt`. */
@ObjectType({ simpleResolvers: true })
export class WebhookAttempt {
  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => Int)
  readonly durationMs!: number;

  @Field(() => WebhookAttemptOutcome)
  readonly outcome!: WebhookAttemptOutcome;

  @Field(() => Int, { nullable: true })
  readonly statusCode!: number | null;

  @Field(() => String, { nullable: true })
  readonly errorCode!: string | null;
}

/** Binds the contract's `WebhookDeliveryConnection`. */
@ObjectType({ simpleResolvers: true })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge])
  readonly edges!: readonly WebhookDeliveryEdge[];

  @Field(() => [WebhookDelivery])
  readonly nodes!: readonly WebhookDelivery[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

/** Binds the contract's `WebhookDeliveryEdge`. */
@ObjectType({ simpleResolvers: true })
export class WebhookDeliveryEdge {
  @Field(() => WebhookDelivery)
  readonly node!: WebhookDelivery;

  @Field(() => String)
  readonly cursor!: string;
}
