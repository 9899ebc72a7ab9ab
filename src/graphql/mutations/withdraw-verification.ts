import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { withdrawVerification } from '../../application/withdraw-verification.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { VerificationNotFound, VerificationNotOpen } from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `WithdrawVerificationInput`. */
@InputType()
export class WithdrawVerificationInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;
}

/** Binds the contract's `WithdrawVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class WithdrawVerificationSuccess {
  declare readonly __typename: 'WithdrawVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's union `WithdrawVerificationResult`. */
export const WithdrawVerificationResult = createUnionType({
  name: 'WithdrawVerificationResult',
  types: () => [WithdrawVerificationSuccess, VerificationNotFound, VerificationNotOpen] as const,
});

/** `Mutation.withdrawVerification`. */
@Resolver()
export class WithdrawVerificationMutation {
  @Mutation(() => WithdrawVerificationResult)
  async withdrawVerification(
    @Arg('input', () => WithdrawVerificationInput) input: WithdrawVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof WithdrawVerificationResult> {
    const outcome = await withdrawVerification(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
    });
    return toResult('WithdrawVerification', outcome);
  }
}
