import { Ctx, Query, Resolver } from 'type-graphql';
import { readEndpoints } from '../../application/own-endpoint.ts';
import type { GraphQLContext } from '../context.ts';
import { signedIn } from '../signed-in.ts';
import { WebhookEndpoint } from '../types/webhook-endpoint.ts';

/** `Query.webhookEndpoints`. */
@Resolver()
export class WebhookEndpointsQuery {
  @Query(() => [WebhookEndpoint])
  async webhookEndpoints(@Ctx() context: GraphQLContext): Promise<readonly WebhookEndpoint[]> {
    return readEndpoints(context.deps.database.session(), signedIn(context));
  }
}
