import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { submitTaxNumber } from '../../application/submit-tax-number.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import {
  ChancesExhausted,
  IdentityMissing,
  VerificationNotFound,
  VerificationNotOpen,
  StageAlreadyUnlocked,
} from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `SubmitTaxNumberInput`. */
@InputType()
export class SubmitTaxNumberInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => String)
  readonly country!: string;

  @Field(() => String)
  readonly taxNumber!: string;
}

/** Binds the contract's `SubmitTaxNumberSuccess`. */
@ObjectType({ simpleResolvers: true })
export class SubmitTaxNumberSuccess {
  declare readonly __typename: 'SubmitTaxNumberSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `TaxNumberMalformed`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class TaxNumberMalformed extends Problem {
  declare readonly __typename: 'TaxNumberMalformed';

  @Field(() => String)
  readonly hint!: string;
}

/** Binds the contract's union `SubmitTaxNumberResult`. */
export const SubmitTaxNumberResult = createUnionType({
  name: 'SubmitTaxNumberResult',
  types: () =>
    [
      SubmitTaxNumberSuccess,
      VerificationNotFound,
      VerificationNotOpen,
      IdentityMissing,
      StageAlreadyUnlocked,
      TaxNumberMalformed,
      ChancesExhausted,
    ] as const,
});

/** `Mutation.submitTaxNumber`. */
@Resolver()
export class SubmitTaxNumberMutation {
  @Mutation(() => SubmitTaxNumberResult)
  async submitTaxNumber(
    @Arg('input', () => SubmitTaxNumberInput) input: SubmitTaxNumberInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof SubmitTaxNumberResult> {
    const outcome = await submitTaxNumber(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      country: input.country,
      taxNumber: input.taxNumber,
    });
    return toResult('SubmitTaxNumber', outcome);
  }
}
