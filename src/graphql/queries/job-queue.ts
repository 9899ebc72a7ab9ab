import { Ctx, Query, Resolver } from 'type-graphql';
import { jobQueueState } from '../../database/job-queue.ts';
import type { GraphQLContext } from '../context.ts';
import { JobQueueState } from '../types/job.ts';

/** `Query.jobQueue`. */
@Resolver()
export class JobQueueQuery {
  @Query(() => JobQueueState)
  jobQueue(@Ctx() { deps }: GraphQLContext): Promise<JobQueueState> {
    return jobQueueState(deps.database.session());
  }
}
