import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { checkDecision } from '../../application/check-decision.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { DecisionAlreadyChecked, DecisionNotDrawn, OwnDecision } from '../types/review-problems.ts';
import { OwnVerification, VerificationNotFound } from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `CheckDecisionInput`. */
@InputType()
export class CheckDecisionInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => Boolean)
  readonly agrees!: boolean;

  @Field(() => String, { nullable: true })
  readonly note?: string | null;
}

/** Binds the contract's `CheckDecisionSuccess`. */
@ObjectType({ simpleResolvers: true })
export class CheckDecisionSuccess {
  declare readonly __typename: 'CheckDecisionSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's union `CheckDecisionResult`. */
export const CheckDecisionResult = createUnionType({
  name: 'CheckDecisionResult',
  types: () =>
    [
      CheckDecisionSuccess,
      InputInvalid,
      VerificationNotFound,
      DecisionNotDrawn,
      DecisionAlreadyChecked,
      OwnVerification,
      OwnDecision,
    ] as const,
});

/** `Mutation.checkDecision`. */
@Resolver()
export class CheckDecisionMutation {
  @Mutation(() => CheckDecisionResult)
  async checkDecision(
    @Arg('input', () => CheckDecisionInput) input: CheckDecisionInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof CheckDecisionResult> {
    const outcome = await checkDecision(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      agrees: input.agrees,
      note: input.note ?? null,
    });
    return toResult('CheckDecision', outcome);
  }
}
