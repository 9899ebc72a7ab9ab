import { Field, ID, Int, ObjectType } from 'type-graphql';
import { IdentityType } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Chances } from './chances.ts';
import { MemberEventsResult } from './events.ts';
import { Identity } from './identity.ts';
import { Membership } from './membership.ts';
import { Money } from './money.ts';
import type { Resolved } from './resolved.ts';
import { UnlockPlan } from './unlock-plan.ts';
import { VerificationConnection } from './verification-connection.ts';

/** Binds the contract's `Member`. */
@ObjectType({ simpleResolvers: true })
export class Member {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly subject!: string;

  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => String, { nullable: true })
  readonly name!: string | null;

  @Field(() => DateTimeScalar)
  readonly createdAt!: DateTimeSource;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly erasedAt!: DateTimeSource | null;

  @Field(() => Identity, { nullable: true })
  readonly identity?: Resolved;

  @Field(() => IdentityType, { nullable: true })
  readonly identityType?: Resolved;

  @Field(() => Membership)
  readonly membership?: Resolved;

  @Field(() => UnlockPlan, { nullable: true })
  readonly unlockPlan?: Resolved;

  @Field(() => [Chances])
  readonly chances?: Resolved;

  @Field(() => VerificationConnection)
  readonly verifications?: Resolved;

  @Field(() => Spend)
  readonly spend?: Resolved;

  @Field(() => MemberEventsResult)
  readonly events?: Resolved;
}

/** Binds the contract's `Spend`. */
@ObjectType({ simpleResolvers: true })
export class Spend {
  @Field(() => Money)
  readonly total!: Money;

  @Field(() => Int)
  readonly orders!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly countedSince!: DateTimeSource | null;
}
