import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { sendTestWebhook } from '../../application/send-test-webhook.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { WebhookDelivery } from '../types/webhook-delivery.ts';
import { WebhookEndpointDisabled, WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `SendTestWebhookInput`. */
@InputType()
export class SendTestWebhookInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;
}

/** Binds the contract's `SendTestWebhookSuccess`. */
@ObjectType({ simpleResolvers: true })
export class SendTestWebhookSuccess {
  declare readonly __typename: 'SendTestWebhookSuccess';

  @Field(() => WebhookDelivery)
  readonly delivery!: WebhookDelivery;
}

/** Binds the contract's `TooManyTestWebhooks`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class TooManyTestWebhooks extends Problem {
  declare readonly __typename: 'TooManyTestWebhooks';

  @Field(() => DateTimeScalar)
  readonly retryAfter!: DateTimeSource;
}

/** Binds the contract's union `SendTestWebhookResult`. */
export const SendTestWebhookResult = createUnionType({
  name: 'SendTestWebhookResult',
  types: () => [SendTestWebhookSuccess, WebhookEndpointNotFound, WebhookEndpointDisabled, TooManyTestWebhooks] as const,
});

/** `Mutation.sendTestWebhook`. */
@Resolver()
export class SendTestWebhookMutation {
  @Mutation(() => SendTestWebhookResult)
  async sendTestWebhook(
    @Arg('input', () => SendTestWebhookInput) input: SendTestWebhookInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof SendTestWebhookResult> {
    const wanted = { endpointId: toId(input.endpoint) };
    return toResult('SendTestWebhook', await sendTestWebhook(context.deps, signedIn(context), wanted));
  }
}
