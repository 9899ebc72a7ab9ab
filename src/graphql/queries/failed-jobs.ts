import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { failedJobsBefore } from '../../database/failed-jobs.ts';
import { jobTaskOf } from '../../domain/job-task.ts';
import { fromPageCursor, pageSize, toConnection, toPageCursor } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { FailedJobConnection } from '../types/job.ts';

// Ids of the queue are positive 64-bit numbers; a shorter one is certainly in range.
const jobPlace = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** `Query.failedJobs`. */
@Resolver()
export class FailedJobsQuery {
  @Query(() => FailedJobConnection)
  async failedJobs(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { deps }: GraphQLContext,
  ): Promise<FailedJobConnection> {
    const size = pageSize(first);
    const before = fromPageCursor(after, jobPlace)?.[0] ?? null;
    const read = await failedJobsBefore(deps.database.session(), size + 1, before);
    const jobs = read.map((job) => ({ ...job, task: jobTaskOf(job.task) }));
    return toConnection(jobs, size, before !== null, (job) => toPageCursor(job.id));
  }
}
