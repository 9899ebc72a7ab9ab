import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { replayWebhookEvents } from '../../application/replay-webhook-events.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { CursorScalar } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';
import { WebhookEndpointDisabled, WebhookEndpointNotFound } from '../types/webhook-problems.ts';

/** Binds the contract's `ReplayWebhookEventsInput`. */
@InputType()
export class ReplayWebhookEventsInput extends KeyedInput {
  @Field(() => ID)
  readonly endpoint!: string;

  @Field(() => CursorScalar)
  readonly after!: string;
}

/** Binds the contract's `ReplayWebhookEventsSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ReplayWebhookEventsSuccess {
  declare readonly __typename: 'ReplayWebhookEventsSuccess';

  @Field(() => WebhookEndpoint)
  readonly endpoint!: WebhookEndpoint;

  @Field(() => Int)
  readonly queued!: number;

  @Field(() => Int)
  readonly alreadyPending!: number;

  @Field(() => CursorScalar)
  readonly through!: string;

  @Field(() => Boolean)
  readonly hasMore!: boolean;

  @Field(() => Boolean)
  readonly complete!: boolean;
}

/** Binds the contract's `CursorNotOurs`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class CursorNotOurs extends Problem {
  declare readonly __typename: 'CursorNotOurs';
}

/** Binds the contract's union `ReplayWebhookEventsResult`. */
export const ReplayWebhookEventsResult = createUnionType({
  name: 'ReplayWebhookEventsResult',
  types: () => [ReplayWebhookEventsSuccess, WebhookEndpointNotFound, WebhookEndpointDisabled, CursorNotOurs] as const,
});

/** `Mutation.replayWebhookEvents`. */
@Resolver()
export class ReplayWebhookEventsMutation {
  @Mutation(() => ReplayWebhookEventsResult)
  async replayWebhookEvents(
    @Arg('input', () => ReplayWebhookEventsInput) input: ReplayWebhookEventsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ReplayWebhookEventsResult> {
    const wanted = { endpointId: toId(input.endpoint), after: input.after };
    return toResult('ReplayWebhookEvents', await replayWebhookEvents(context.deps, signedIn(context), wanted));
  }
}
