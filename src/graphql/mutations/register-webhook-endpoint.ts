import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { registerWebhookEndpoint } from '../../application/register-webhook-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { WebhookEventType } from '../enums.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookUrlNotAccepted } from '../types/webhook-problems.ts';

/** Binds the contract's `RegisterWebhookEndpointInput`. */
@InputType()
export class RegisterWebhookEndpointInput extends KeyedInput {
  @Field(() => String)
  readonly url!: string;

  @Field(() => [WebhookEventType])
  readonly eventTypes!: readonly WebhookEventType[];

  @Field(() => Boolean)
  readonly ordered!: boolean;

  @Field(() => String)
  readonly contactEmail!: string;
}

/** Binds the contract's `RegisterWebhookEndpointSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RegisterWebhookEndpointSuccess {
  declare readonly __typename: 'RegisterWebhookEndpointSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;

  @Field(() => String)
  readonly secret!: string;
}

/** Binds the contract's `TooManyWebhookEndpoints`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class TooManyWebhookEndpoints extends Problem {
  declare readonly __typename: 'TooManyWebhookEndpoints';

  @Field(() => Int)
  readonly limit!: number;
}

/** Binds the contract's union `RegisterWebhookEndpointResult`. */
export const RegisterWebhookEndpointResult = createUnionType({
  name: 'RegisterWebhookEndpointResult',
  types: () => [RegisterWebhookEndpointSuccess, InputInvalid, WebhookUrlNotAccepted, TooManyWebhookEndpoints] as const,
});

/** `Mutation.registerWebhookEndpoint`. */
@Resolver()
export class RegisterWebhookEndpointMutation {
  @Mutation(() => RegisterWebhookEndpointResult)
  async registerWebhookEndpoint(
    @Arg('input', () => RegisterWebhookEndpointInput) input: RegisterWebhookEndpointInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RegisterWebhookEndpointResult> {
    return toResult('RegisterWebhookEndpoint', await registerWebhookEndpoint(context.deps, signedIn(context), input));
  }
}
