import { Ctx, Query, Resolver } from 'type-graphql';
import { readWorkload } from '../../application/read-workload.ts';
import type { GraphQLContext } from '../context.ts';
import { withStages } from '../membership-source.ts';
import { signedIn } from '../signed-in.ts';
import { QueueCounts } from '../types/review-statistics.ts';

/** `Query.queueCounts`. */
@Resolver()
export class QueueCountsQuery {
  @Query(() => QueueCounts)
  async queueCounts(@Ctx() context: GraphQLContext) {
    return withStages(context.deps.policy, await readWorkload(context.deps, signedIn(context)));
  }
}
