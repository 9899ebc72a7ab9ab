import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { submitEmailCode } from '../../application/submit-email-code.ts';
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

/** Binds the contract's `SubmitEmailCodeInput`. */
@InputType()
export class SubmitEmailCodeInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => String)
  readonly code!: string;
}

/** Binds the contract's `SubmitEmailCodeSuccess`. */
@ObjectType({ simpleResolvers: true })
export class SubmitEmailCodeSuccess {
  declare readonly __typename: 'SubmitEmailCodeSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `CodeMissing`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class CodeMissing extends Problem {
  declare readonly __typename: 'CodeMissing';
}

/** Binds the contract's `WrongCode`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class WrongCode extends Problem {
  declare readonly __typename: 'WrongCode';

  @Field(() => Int)
  readonly chancesLeft!: number;
}

/** Binds the contract's union `SubmitEmailCodeResult`. */
export const SubmitEmailCodeResult = createUnionType({
  name: 'SubmitEmailCodeResult',
  types: () =>
    [
      SubmitEmailCodeSuccess,
      VerificationNotFound,
      VerificationNotOpen,
      IdentityMissing,
      StageAlreadyUnlocked,
      CodeMissing,
      WrongCode,
      ChancesExhausted,
    ] as const,
});

/** `Mutation.submitEmailCode`. */
@Resolver()
export class SubmitEmailCodeMutation {
  @Mutation(() => SubmitEmailCodeResult)
  async submitEmailCode(
    @Arg('input', () => SubmitEmailCodeInput) input: SubmitEmailCodeInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof SubmitEmailCodeResult> {
    const outcome = await submitEmailCode(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      code: input.code,
    });
    return toResult('SubmitEmailCode', outcome);
  }
}
