import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { rotateWebhookSecret } from '../../application/rotate-webhook-secret.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `RotateWebhookSecretInput`. */
@InputType()
export class RotateWebhookSecretInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;
}

/** Binds the contract's `RotateWebhookSecretSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RotateWebhookSecretSuccess {
  declare readonly __typename: 'RotateWebhookSecretSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;

  @Field(() => String)
  readonly secret!: string;
}

/** Binds the contract's union `RotateWebhookSecretResult`. */
export const RotateWebhookSecretResult = createUnionType({
  name: 'RotateWebhookSecretResult',
  types: () => [RotateWebhookSecretSuccess, WebhookEndpointNotFound] as const,
});

/** `Mutation.rotateWebhookSecret`. */
@Resolver()
export class RotateWebhookSecretMutation {
  @Mutation(() => RotateWebhookSecretResult)
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RotateWebhookSecretResult> {
    const wanted = { endpointId: toId(input.endpoint) };
    return toResult('RotateWebhookSecret', await rotateWebhookSecret(context.deps, signedIn(context), wanted));
  }
}
