import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { releaseVerification } from '../../application/release-verification.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { ClaimHeld, VerificationNotFound } from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `ReleaseVerificationInput`. */
@InputType()
export class ReleaseVerificationInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;
}

/** Binds the contract's `ReleaseVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ReleaseVerificationSuccess {
  declare readonly __typename: 'ReleaseVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's union `ReleaseVerificationResult`. */
export const ReleaseVerificationResult = createUnionType({
  name: 'ReleaseVerificationResult',
  types: () => [ReleaseVerificationSuccess, VerificationNotFound, ClaimHeld] as const,
});

/** `Mutation.releaseVerification`. */
@Resolver()
export class ReleaseVerificationMutation {
  @Mutation(() => ReleaseVerificationResult)
  async releaseVerification(
    @Arg('input', () => ReleaseVerificationInput) input: ReleaseVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ReleaseVerificationResult> {
    const outcome = await releaseVerification(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
    });
    return toResult('ReleaseVerification', outcome);
  }
}
