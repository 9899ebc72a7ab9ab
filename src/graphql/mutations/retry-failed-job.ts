import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { retryFailedJob } from '../../application/retry-failed-job.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { JobQueueState } from '../types/job.ts';
import { Problem } from '../types/problem.ts';
import { KeyedInput } from '../types/keyed-input.ts';

/** Binds the contract's `RetryFailedJobInput`. */
@InputType()
export class RetryFailedJobInput extends KeyedInput {
  @Field(() => ID)
  readonly job!: string;
}

/** Binds the contract's `RetryFailedJobSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RetryFailedJobSuccess {
  declare readonly __typename: 'RetryFailedJobSuccess';

  @Field(() => JobQueueState)
  readonly queue!: JobQueueState;
}

/** Binds the contract's `FailedJobNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class FailedJobNotFound extends Problem {
  declare readonly __typename: 'FailedJobNotFound';
}

/** Binds the contract's union `RetryFailedJobResult`. */
export const RetryFailedJobResult = createUnionType({
  name: 'RetryFailedJobResult',
  types: () => [RetryFailedJobSuccess, FailedJobNotFound] as const,
});

/** No job of the queue has it. */
const NO_JOB = '0';

/** `Mutation.retryFailedJob`. */
@Resolver()
export class RetryFailedJobMutation {
  @Mutation(() => RetryFailedJobResult)
  async retryFailedJob(
    @Arg('input', () => RetryFailedJobInput) input: RetryFailedJobInput,
    @Ctx() { deps }: GraphQLContext,
  ): Promise<typeof RetryFailedJobResult> {
    const jobId = /^\d{1,18}$/.test(input.job) ? input.job : NO_JOB;
    return toResult('RetryFailedJob', await retryFailedJob(deps, { jobId }));
  }
}
