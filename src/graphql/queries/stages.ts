import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context.ts';
import { Stage } from '../types/stage.ts';

/** `Query.stages`. */
@Resolver()
export class StagesQuery {
  @Query(() => [Stage])
  async stages(@Ctx() context: GraphQLContext): Promise<readonly Stage[]> {
    return context.deps.policy.stages;
  }
}
