import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { CalendarDay } from '../../domain/working-days.ts';
import { Method, VerificationStatus } from '../enums.ts';
import { DateScalar, DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Decision, FirstReview } from './decision.ts';
import { Identity } from './identity.ts';
import { Member } from './member.ts';
import type { Resolved } from './resolved.ts';
import { Stage } from './stage.ts';

/** Binds the contract's interface `Verification`; its method says which type a source is. */
@InterfaceType()
export abstract class Verification {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Member)
  readonly member?: Resolved;

  @Field(() => Stage)
  readonly stage?: Resolved;

  @Field(() => Method)
  readonly method!: Method;

  @Field(() => VerificationStatus)
  readonly status!: VerificationStatus;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => Identity, { nullable: true })
  readonly identity?: Resolved;

  @Field(() => DateTimeScalar)
  readonly createdAt!: DateTimeSource;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly submittedAt!: DateTimeSource | null;

  @Field(() => ExpectedResult, { nullable: true })
  readonly expectedResult!: ExpectedResult | null;

  @Field(() => Boolean)
  readonly overdue?: Resolved;

  @Field(() => Claim, { nullable: true })
  readonly claim?: Resolved;

  @Field(() => Decision, { nullable: true })
  readonly decision?: Resolved;

  @Field(() => FirstReview, { nullable: true })
  readonly firstReview?: Resolved;

  @Field(() => FirstReview, { nullable: true })
  readonly dissentingReview?: Resolved;
}

/** Binds the contract's `ExpectedResult`. */
@ObjectType()
export class ExpectedResult {
  @Field(() => DateScalar)
  readonly earliest!: CalendarDay;

  @Field(() => DateScalar)
  readonly latest!: CalendarDay;

  @Field(() => Int)
  readonly workingDaysLeft?: Resolved;
}

/** Binds the contract's `Claim`. */
@ObjectType({ simpleResolvers: true })
export class Claim {
  @Field(() => Member)
  readonly reviewer?: Resolved;

  @Field(() => DateTimeScalar)
  readonly until!: DateTimeSource;
}
