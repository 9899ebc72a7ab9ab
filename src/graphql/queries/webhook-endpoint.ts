import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { readEndpoint } from '../../application/own-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';

/** `Query.webhookEndpoint`. */
@Resolver()
export class WebhookEndpointQuery {
  @Query(() => WebhookEndpoint, { nullable: true })
  async webhookEndpoint(
    @Arg('id', () => ID) id: string,
    @Ctx() context: GraphQLContext,
  ): Promise<WebhookEndpoint | null> {
    return (await readEndpoint(context.deps.database.session(), signedIn(context), toId(id))) ?? null;
  }
}
