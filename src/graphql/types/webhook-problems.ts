import { Field, ObjectType } from 'type-graphql';
import { WebhookDisabledCause, WebhookUrlRefusal } from '../enums.ts';
import { Problem } from './problem.ts';

/** Binds the contract's `WebhookUrlNotAccepted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WebhookUrlNotAccepted extends Problem {
  declare readonly __typename: 'WebhookUrlNotAccepted';

  @Field(() => WebhookUrlRefusal)
  readonly cause!: WebhookUrlRefusal;
}

/** Binds the contract's `WebhookEndpointNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WebhookEndpointNotFound extends Problem {
  declare readonly __typename: 'WebhookEndpointNotFound';
}

/** Binds the contract's `WebhookEndpointDisabled`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WebhookEndpointDisabled extends Problem {
  declare readonly __typename: 'WebhookEndpointDisabled';

  @Field(() => WebhookDisabledCause)
  readonly cause!: WebhookDisabledCause;
}
