import { Field, Int, ObjectType } from 'type-graphql';
import { Method, VerificationStatus } from '../enums.ts';
import { Problem } from './problem.ts';
import { Stage } from './stage.ts';
import { SpendPath } from './unlock-plan.ts';
import { Claim, Verification } from './verification.ts';

/** Binds the contract's `IdentityMissing`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class IdentityMissing extends Problem {
  declare readonly __typename: 'IdentityMissing';
}

/** Binds the contract's `VerificationNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class VerificationNotFound extends Problem {
  declare readonly __typename: 'VerificationNotFound';
}

/** Binds the contract's `VerificationNotOpen`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class VerificationNotOpen extends Problem {
  declare readonly __typename: 'VerificationNotOpen';

  @Field(() => VerificationStatus)
  readonly status!: VerificationStatus;

  @Field(() => Method)
  readonly method!: Method;
}

/** Binds the contract's `VerificationChanged`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class VerificationChanged extends Problem {
  declare readonly __typename: 'VerificationChanged';

  @Field(() => Verification)
  readonly current!: Verification;
}

/** Binds the contract's `ChancesExhausted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class ChancesExhausted extends Problem {
  declare readonly __typename: 'ChancesExhausted';

  @Field(() => Method)
  readonly method!: Method;

  @Field(() => Int)
  readonly limit!: number;

  @Field(() => [Method])
  readonly remainingMethods!: readonly Method[];

  @Field(() => SpendPath, { nullable: true })
  readonly spend!: SpendPath | null;
}

/** Binds the contract's `ClaimHeld`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class ClaimHeld extends Problem {
  declare readonly __typename: 'ClaimHeld';

  @Field(() => Claim)
  readonly claim!: Claim;
}

/** Binds the contract's `OwnVerification`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class OwnVerification extends Problem {
  declare readonly __typename: 'OwnVerification';
}

/** Binds the contract's `MemberNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MemberNotFound extends Problem {
  declare readonly __typename: 'MemberNotFound';
}

/** Binds the contract's `CurrencyNotAccepted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class CurrencyNotAccepted extends Problem {
  declare readonly __typename: 'CurrencyNotAccepted';

  @Field(() => String)
  readonly accepted!: string;
}

/** Binds the contract's `StageAlreadyUnlocked`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class StageAlreadyUnlocked extends Problem {
  declare readonly __typename: 'StageAlreadyUnlocked';

  @Field(() => Stage)
  readonly stage!: Stage;
}
