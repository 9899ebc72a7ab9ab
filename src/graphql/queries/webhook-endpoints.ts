import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { readEndpoints } from '../../application/own-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { pageSize, toOptionalId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';

/** `Query.webhookEndpoints`. */
@Resolver()
export class WebhookEndpointsQuery {
  @Query(() => [WebhookEndpoint])
  async webhookEndpoints(
    @Arg('first', () => Int, { nullable: true }) first: number | null | undefined,
    @Arg('after', () => ID, { nullable: true }) after: string | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<readonly WebhookEndpoint[]> {
    const page = { first: pageSize(first ?? 100), after: toOptionalId(after) };
    return readEndpoints(context.deps.database.session(), signedIn(context), page);
  }
}
