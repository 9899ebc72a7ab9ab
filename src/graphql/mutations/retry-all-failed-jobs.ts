import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { retryAllFailedJobs } from '../../application/retry-all-failed-jobs.ts';
import { JobTask } from '../enums.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { JobQueueState } from '../types/job.ts';
import { Problem } from '../types/problem.ts';
import { KeyedInput } from '../types/keyed-input.ts';

/** Binds the contract's `RetryAllFailedJobsInput`. */
@InputType()
export class RetryAllFailedJobsInput extends KeyedInput {
  @Field(() => JobTask, { nullable: true })
  readonly task?: JobTask | null;
}

/** Binds the contract's `RetryAllFailedJobsSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RetryAllFailedJobsSuccess {
  declare readonly __typename: 'RetryAllFailedJobsSuccess';

  @Field(() => Int)
  readonly retried!: number;

  @Field(() => JobQueueState)
  readonly queue!: JobQueueState;
}

/** Binds the contract's `NothingFailed`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class NothingFailed extends Problem {
  declare readonly __typename: 'NothingFailed';
}

/** Binds the contract's union `RetryAllFailedJobsResult`. */
export const RetryAllFailedJobsResult = createUnionType({
  name: 'RetryAllFailedJobsResult',
  types: () => [RetryAllFailedJobsSuccess, NothingFailed] as const,
});

/** `Mutation.retryAllFailedJobs`. */
@Resolver()
export class RetryAllFailedJobsMutation {
  @Mutation(() => RetryAllFailedJobsResult)
  async retryAllFailedJobs(
    @Arg('input', () => RetryAllFailedJobsInput) input: RetryAllFailedJobsInput,
    @Ctx() { deps }: GraphQLContext,
  ): Promise<typeof RetryAllFailedJobsResult> {
    return toResult('RetryAllFailedJobs', await retryAllFailedJobs(deps, { task: input.task ?? null }));
  }
}
