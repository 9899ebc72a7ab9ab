import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { approveVerification } from '../../application/approve-verification.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { ConfirmedStatementRequired, SecondReviewerRequired, SupervisorRequired } from '../types/review-problems.ts';
import { Membership } from '../types/membership.ts';
import {
  ClaimHeld,
  CurrencyNotAccepted,
  OwnVerification,
  VerificationChanged,
  VerificationNotFound,
  VerificationNotOpen,
} from '../types/shared-problems.ts';
import { ConfirmedStatementInput } from '../types/statement.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `ApproveVerificationInput`. */
@InputType()
export class ApproveVerificationInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => String, { nullable: true })
  readonly note?: string | null;

  @Field(() => ConfirmedStatementInput, { nullable: true })
  readonly confirmedStatement?: ConfirmedStatementInput | null;
}

/** Binds the contract's `ApproveVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ApproveVerificationSuccess {
  declare readonly __typename: 'ApproveVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;

  @Field(() => Membership)
  readonly membership!: Membership;
}

/** Binds the contract's union `ApproveVerificationResult`. */
export const ApproveVerificationResult = createUnionType({
  name: 'ApproveVerificationResult',
  types: () =>
    [
      ApproveVerificationSuccess,
      InputInvalid,
      VerificationNotFound,
      VerificationNotOpen,
      VerificationChanged,
      ClaimHeld,
      OwnVerification,
      ConfirmedStatementRequired,
      CurrencyNotAccepted,
      SecondReviewerRequired,
      SupervisorRequired,
    ] as const,
});

/** `Mutation.approveVerification`. */
@Resolver()
export class ApproveVerificationMutation {
  @Mutation(() => ApproveVerificationResult)
  async approveVerification(
    @Arg('input', () => ApproveVerificationInput) input: ApproveVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ApproveVerificationResult> {
    const given = input.confirmedStatement ?? null;
    const outcome = await approveVerification(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      version: input.version,
      note: input.note ?? null,
      statement: given && {
        amount: { amount: given.amount, currency: given.currency },
        from: given.from,
        to: given.to,
      },
    });
    return toResult('ApproveVerification', outcome);
  }
}
