import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { removeWebhookEndpoint } from '../../application/remove-webhook-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `RemoveWebhookEndpointInput`. */
@InputType()
export class RemoveWebhookEndpointInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;
}

/** Binds the contract's `RemoveWebhookEndpointSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RemoveWebhookEndpointSuccess {
  declare readonly __typename: 'RemoveWebhookEndpointSuccess';

  @Field(() => ID)
  readonly removed!: string;
}

/** Binds the contract's union `RemoveWebhookEndpointResult`. */
export const RemoveWebhookEndpointResult = createUnionType({
  name: 'RemoveWebhookEndpointResult',
  types: () => [RemoveWebhookEndpointSuccess, WebhookEndpointNotFound] as const,
});

/** `Mutation.removeWebhookEndpoint`. */
@Resolver()
export class RemoveWebhookEndpointMutation {
  @Mutation(() => RemoveWebhookEndpointResult)
  async removeWebhookEndpoint(
    @Arg('input', () => RemoveWebhookEndpointInput) input: RemoveWebhookEndpointInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RemoveWebhookEndpointResult> {
    const wanted = { endpointId: toId(input.endpoint) };
    return toResult('RemoveWebhookEndpoint', await removeWebhookEndpoint(context.deps, signedIn(context), wanted));
  }
}
