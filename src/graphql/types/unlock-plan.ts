import { Field, ObjectType } from 'type-graphql';
import { BlockerCode, IdentityType, Method, StepCode } from '../enums.ts';
import { Chances } from './chances.ts';
import { Requirement } from './identity-rules.ts';
import { Money } from './money.ts';
import { Stage } from './stage.ts';
import { ExpectedResult, Verification } from './verification.ts';

/** Binds the contract's `UnlockPlan`. */
@ObjectType({ simpleResolvers: true })
export class UnlockPlan {
  @Field(() => Stage)
  readonly stage!: Stage;

  @Field(() => Boolean)
  readonly unlocked!: boolean;

  @Field(() => [Blocker])
  readonly blockers!: readonly Blocker[];

  @Field(() => IdentityType, { nullable: true })
  readonly identityType!: IdentityType | null;

  @Field(() => [MethodPath])
  readonly methods!: readonly MethodPath[];

  @Field(() => SpendPath, { nullable: true })
  readonly spend!: SpendPath | null;
}

/** Binds the contract's `MethodPath`. */
@ObjectType({ simpleResolvers: true })
export class MethodPath {
  @Field(() => Method)
  readonly method!: Method;

  @Field(() => Boolean)
  readonly available!: boolean;

  @Field(() => [Blocker])
  readonly blockers!: readonly Blocker[];

  @Field(() => Chances)
  readonly chances!: Chances;

  @Field(() => Verification, { nullable: true })
  readonly verification!: Verification | null;

  @Field(() => [OutstandingStep])
  readonly outstanding!: readonly OutstandingStep[];

  @Field(() => ExpectedResult)
  readonly expectedResult!: ExpectedResult;
}

/** Binds the contract's `SpendPath`. */
@ObjectType({ simpleResolvers: true })
export class SpendPath {
  @Field(() => Money)
  readonly required!: Money;

  @Field(() => Money)
  readonly spent!: Money;

  @Field(() => Money)
  readonly remaining!: Money;
}

/** Binds the contract's `OutstandingStep`. */
@ObjectType({ simpleResolvers: true })
export class OutstandingStep {
  @Field(() => StepCode)
  readonly step!: StepCode;

  @Field(() => String)
  readonly message!: string;

  @Field(() => Requirement, { nullable: true })
  readonly requirement!: Requirement | null;
}

/** Binds the contract's `Blocker`. */
@ObjectType({ simpleResolvers: true })
export class Blocker {
  @Field(() => BlockerCode)
  readonly code!: BlockerCode;

  @Field(() => String)
  readonly message!: string;
}
