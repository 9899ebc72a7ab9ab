import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { changeWebhookEndpoint } from '../../application/change-webhook-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { WebhookEventType } from '../enums.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookEndpointNotFound, WebhookUrlNotAccepted } from '../types/webhook-problems.ts';

/** Binds the contract's `ChangeWebhookEndpointInput`. */
@InputType()
export class ChangeWebhookEndpointInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;

  @Field(() => String, { nullable: true })
  readonly url?: string | null;

  @Field(() => [WebhookEventType], { nullable: true })
  readonly eventTypes?: readonly WebhookEventType[] | null;

  @Field(() => Boolean, { nullable: true })
  readonly ordered?: boolean | null;

  @Field(() => String, { nullable: true })
  readonly contactEmail?: string | null;
}

/** Binds the contract's `ChangeWebhookEndpointSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ChangeWebhookEndpointSuccess {
  declare readonly __typename: 'ChangeWebhookEndpointSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;
}

/** Binds the contract's union `ChangeWebhookEndpointResult`. */
export const ChangeWebhookEndpointResult = createUnionType({
  name: 'ChangeWebhookEndpointResult',
  types: () => [ChangeWebhookEndpointSuccess, InputInvalid, WebhookUrlNotAccepted, WebhookEndpointNotFound] as const,
});

/** `Mutation.changeWebhookEndpoint`. */
@Resolver()
export class ChangeWebhookEndpointMutation {
  @Mutation(() => ChangeWebhookEndpointResult)
  async changeWebhookEndpoint(
    @Arg('input', () => ChangeWebhookEndpointInput) input: ChangeWebhookEndpointInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ChangeWebhookEndpointResult> {
    const outcome = await changeWebhookEndpoint(context.deps, signedIn(context), {
      endpointId: toId(input.endpoint),
      url: input.url ?? null,
      eventTypes: input.eventTypes ?? null,
      ordered: input.ordered ?? null,
      contactEmail: input.contactEmail ?? null,
    });
    return toResult('ChangeWebhookEndpoint', outcome);
  }
}
