import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { retryWebhookDelivery } from '../../application/retry-webhook-delivery.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { WebhookDelivery } from '../types/webhook-delivery.ts';
import { WebhookEndpointDisabled } from '../types/webhook-problems.ts';

/** Binds the contract's `RetryWebhookDeliveryInput`. */
@InputType()
export class RetryWebhookDeliveryInput extends KeyedInput {
  @Field(() => ID)
  readonly delivery!: string;
}

/** Binds the contract's `RetryWebhookDeliverySuccess`. */
@ObjectType({ simpleResolvers: true })
export class RetryWebhookDeliverySuccess {
  declare readonly __typename: 'RetryWebhookDeliverySuccess';

  @Field(() => WebhookDelivery)
  readonly delivery!: WebhookDelivery;
}

/** Binds the contract's `WebhookDeliveryNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WebhookDeliveryNotFound extends Problem {
  declare readonly __typename: 'WebhookDeliveryNotFound';
}

/** Binds the contract's `WebhookDeliveryDelivered`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WebhookDeliveryDelivered extends Problem {
  declare readonly __typename: 'WebhookDeliveryDelivered';
}

/** Binds the contract's union `RetryWebhookDeliveryResult`. */
export const RetryWebhookDeliveryResult = createUnionType({
  name: 'RetryWebhookDeliveryResult',
  types: () =>
    [RetryWebhookDeliverySuccess, WebhookDeliveryNotFound, WebhookDeliveryDelivered, WebhookEndpointDisabled] as const,
});

/** `Mutation.retryWebhookDelivery`. */
@Resolver()
export class RetryWebhookDeliveryMutation {
  @Mutation(() => RetryWebhookDeliveryResult)
  async retryWebhookDelivery(
    @Arg('input', () => RetryWebhookDeliveryInput) input: RetryWebhookDeliveryInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RetryWebhookDeliveryResult> {
    const wanted = { deliveryId: toId(input.delivery) };
    return toResult('RetryWebhookDelivery', await retryWebhookDelivery(context.deps, signedIn(context), wanted));
  }
}
