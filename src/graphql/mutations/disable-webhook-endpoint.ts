import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { disableWebhookEndpoint } from '../../application/disable-webhook-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `DisableWebhookEndpointInput`. */
@InputType()
export class DisableWebhookEndpointInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;
}

/** Binds the contract's `DisableWebhookEndpointSuccess`. */
@ObjectType({ simpleResolvers: true })
export class DisableWebhookEndpointSuccess {
  declare readonly __typename: 'DisableWebhookEndpointSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;
}

/** Binds the contract's union `DisableWebhookEndpointResult`. */
export const DisableWebhookEndpointResult = createUnionType({
  name: 'DisableWebhookEndpointResult',
  types: () => [DisableWebhookEndpointSuccess, WebhookEndpointNotFound] as const,
});

/** `Mutation.disableWebhookEndpoint`. */
@Resolver()
export class DisableWebhookEndpointMutation {
  @Mutation(() => DisableWebhookEndpointResult)
  async disableWebhookEndpoint(
    @Arg('input', () => DisableWebhookEndpointInput) input: DisableWebhookEndpointInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof DisableWebhookEndpointResult> {
    const wanted = { endpointId: toId(input.endpoint) };
    return toResult('DisableWebhookEndpoint', await disableWebhookEndpoint(context.deps, signedIn(context), wanted));
  }
}
