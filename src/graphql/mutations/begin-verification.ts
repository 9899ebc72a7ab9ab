import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { beginVerification } from '../../application/begin-verification.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { Method } from '../enums.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { ChancesExhausted, IdentityMissing, StageAlreadyUnlocked } from '../types/shared-problems.ts';
import { Stage } from '../types/stage.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `BeginVerificationInput`. */
@InputType()
export class BeginVerificationInput extends KeyedInput {
  @Field(() => String)
  readonly stage!: string;

  @Field(() => Method)
  readonly method!: Method;
}

/** Binds the contract's `BeginVerificationSuccess`. */
@ObjectType({ simpleResolvers: true })
export class BeginVerificationSuccess {
  declare readonly __typename: 'BeginVerificationSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;

  @Field(() => Boolean)
  readonly resumed!: boolean;
}

/** Binds the contract's `StageNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class StageNotFound extends Problem {
  declare readonly __typename: 'StageNotFound';

  @Field(() => [Stage])
  readonly stages!: readonly Stage[];
}

/** Binds the contract's `MethodNotAccepted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MethodNotAccepted extends Problem {
  declare readonly __typename: 'MethodNotAccepted';

  @Field(() => [Method])
  readonly accepted!: readonly Method[];
}

/** Binds the contract's `VerificationAlreadyOpen`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class VerificationAlreadyOpen extends Problem {
  declare readonly __typename: 'VerificationAlreadyOpen';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's union `BeginVerificationResult`. */
export const BeginVerificationResult = createUnionType({
  name: 'BeginVerificationResult',
  types: () =>
    [
      BeginVerificationSuccess,
      IdentityMissing,
      StageNotFound,
      StageAlreadyUnlocked,
      MethodNotAccepted,
      ChancesExhausted,
      VerificationAlreadyOpen,
    ] as const,
});

/** `Mutation.beginVerification`. */
@Resolver()
export class BeginVerificationMutation {
  @Mutation(() => BeginVerificationResult)
  async beginVerification(
    @Arg('input', () => BeginVerificationInput) input: BeginVerificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof BeginVerificationResult> {
    const outcome = await beginVerification(context.deps, signedIn(context), input);
    return toResult('BeginVerification', outcome);
  }
}
