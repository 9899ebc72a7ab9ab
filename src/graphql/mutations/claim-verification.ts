import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { claimVerification } from '../../application/claim-verification.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toOptionalId } from '../paging.ts';
import { toQueueFilter } from '../to-queue-filter.ts';
import type { GraphQLContext } from '../context.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { SecondReviewerRequired, SupervisorRequired } from '../types/review-problems.ts';
import { Problem } from '../types/problem.ts';
import { ReviewQueueFilter } from '../types/review-queue-filter.ts';
import { ClaimHeld, OwnVerification, VerificationNotFound, VerificationNotOpen } from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `ClaimVerificationInput`. */
@InputType()
export class ClaimVerificationInput extends KeyedInput {
  @Field(() => ID, { nullable: true })
  readonly verification?: string | null;

  @Field(() => ReviewQueueFilter, { nullable: true })
  readonly filter?: ReviewQueueFilter | null;
}

/** Binds the contract's `ClaimVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ClaimVerificationSuccess {
  declare readonly __typename: 'ClaimVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `QueueEmpty`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class QueueEmpty extends Problem {
  declare readonly __typename: 'QueueEmpty';
}

/** Binds the contract's union `ClaimVerificationResult`. */
export const ClaimVerificationResult = createUnionType({
  name: 'ClaimVerificationResult',
  types: () =>
    [
      ClaimVerificationSuccess,
      QueueEmpty,
      VerificationNotFound,
      VerificationNotOpen,
      ClaimHeld,
      OwnVerification,
      SecondReviewerRequired,
      SupervisorRequired,
    ] as const,
});

/** `Mutation.claimVerification`. */
@Resolver()
export class ClaimVerificationMutation {
  @Mutation(() => ClaimVerificationResult)
  async claimVerification(
    @Arg('input', () => ClaimVerificationInput) input: ClaimVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ClaimVerificationResult> {
    const outcome = await claimVerification(context.deps, signedIn(context), {
      verificationId: toOptionalId(input.verification) ?? null,
      filter: toQueueFilter(input.filter, context.deps),
    });
    return toResult('ClaimVerification', outcome);
  }
}
