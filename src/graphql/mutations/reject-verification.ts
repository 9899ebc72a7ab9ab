import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { rejectVerification } from '../../application/reject-verification.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId, toOptionalId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { ReasonCode } from '../enums.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { SecondReviewerRequired, SupervisorRequired } from '../types/review-problems.ts';
import {
  ClaimHeld,
  OwnVerification,
  VerificationChanged,
  VerificationNotFound,
  VerificationNotOpen,
} from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `ReasonInput`. */
@InputType()
export class ReasonInput {
  @Field(() => ReasonCode)
  readonly code!: ReasonCode;

  @Field(() => ID, { nullable: true })
  readonly material?: string | null;

  @Field(() => String, { nullable: true })
  readonly note?: string | null;
}

/** Binds the contract's `RejectVerificationInput`. */
@InputType()
export class RejectVerificationInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => [ReasonInput])
  readonly reasons!: readonly ReasonInput[];

  @Field(() => String, { nullable: true })
  readonly note?: string | null;
}

/** Binds the contract's `RejectVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RejectVerificationSuccess {
  declare readonly __typename: 'RejectVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's union `RejectVerificationResult`. */
export const RejectVerificationResult = createUnionType({
  name: 'RejectVerificationResult',
  types: () =>
    [
      RejectVerificationSuccess,
      InputInvalid,
      VerificationNotFound,
      VerificationNotOpen,
      VerificationChanged,
      ClaimHeld,
      OwnVerification,
      SecondReviewerRequired,
      SupervisorRequired,
    ] as const,
});

/** `Mutation.rejectVerification`. */
@Resolver()
export class RejectVerificationMutation {
  @Mutation(() => RejectVerificationResult)
  async rejectVerification(
    @Arg('input', () => RejectVerificationInput) input: RejectVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RejectVerificationResult> {
    const outcome = await rejectVerification(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      version: input.version,
      note: input.note ?? null,
      reasons: input.reasons.map(({ code, material, note }) => ({
        code,
        materialId: toOptionalId(material) ?? null,
        note: note ?? null,
      })),
    });
    return toResult('RejectVerification', outcome);
  }
}
