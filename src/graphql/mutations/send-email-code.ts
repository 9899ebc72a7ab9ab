import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { sendEmailCode } from '../../application/send-email-code.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { EmailRefusal } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
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

/** Binds the contract's `SendEmailCodeInput`. */
@InputType()
export class SendEmailCodeInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => String)
  readonly email!: string;
}

/** Binds the contract's `SendEmailCodeSuccess`. */
@ObjectType({ simpleResolvers: true })
export class SendEmailCodeSuccess {
  declare readonly __typename: 'SendEmailCodeSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;

  @Field(() => DateTimeScalar)
  readonly expiresAt!: DateTimeSource;

  @Field(() => DateTimeScalar)
  readonly resendAfter!: DateTimeSource;
}

/** Binds the contract's `EmailNotAccepted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class EmailNotAccepted extends Problem {
  declare readonly __typename: 'EmailNotAccepted';

  @Field(() => EmailRefusal)
  readonly cause!: EmailRefusal;
}

/** Binds the contract's `TooManyCodes`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class TooManyCodes extends Problem {
  declare readonly __typename: 'TooManyCodes';

  @Field(() => DateTimeScalar)
  readonly retryAfter!: DateTimeSource;
}

/** Binds the contract's union `SendEmailCodeResult`. */
export const SendEmailCodeResult = createUnionType({
  name: 'SendEmailCodeResult',
  types: () =>
    [
      SendEmailCodeSuccess,
      VerificationNotFound,
      VerificationNotOpen,
      IdentityMissing,
      StageAlreadyUnlocked,
      EmailNotAccepted,
      TooManyCodes,
      ChancesExhausted,
    ] as const,
});

/** `Mutation.sendEmailCode`. */
@Resolver()
export class SendEmailCodeMutation {
  @Mutation(() => SendEmailCodeResult)
  async sendEmailCode(
    @Arg('input', () => SendEmailCodeInput) input: SendEmailCodeInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof SendEmailCodeResult> {
    const outcome = await sendEmailCode(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      email: input.email,
    });
    return toResult('SendEmailCode', outcome);
  }
}
