import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { enableWebhookEndpoint } from '../../application/enable-webhook-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `EnableWebhookEndpointInput`. */
@InputType()
export class EnableWebhookEndpointInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;
}

/** Binds the contract's `EnableWebhookEndpointSuccess`. */
@ObjectType({ simpleResolvers: true })
export class EnableWebhookEndpointSuccess {
  declare readonly __typename: 'EnableWebhookEndpointSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;
}

/** Binds the contract's union `EnableWebhookEndpointResult`. */
export const EnableWebhookEndpointResult = createUnionType({
  name: 'EnableWebhookEndpointResult',
  types: () => [EnableWebhookEndpointSuccess, WebhookEndpointNotFound] as const,
});

/** `Mutation.enableWebhookEndpoint`. */
@Resolver()
export class EnableWebhookEndpointMutation {
  @Mutation(() => EnableWebhookEndpointResult)
  async enableWebhookEndpoint(
    @Arg('input', () => EnableWebhookEndpointInput) input: EnableWebhookEndpointInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof EnableWebhookEndpointResult> {
    const wanted = { endpointId: toId(input.endpoint) };
    return toResult('EnableWebhookEndpoint', await enableWebhookEndpoint(context.deps, signedIn(context), wanted));
  }
}
