import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { MembershipCause } from './membership-cause.ts';
import type { Resolved } from './resolved.ts';
import { Benefit, MembershipLevel, Stage } from './stage.ts';

/** Binds the contract's `Membership`. */
@ObjectType({ simpleResolvers: true })
export class Membership {
  @Field(() => MembershipLevel)
  readonly level!: MembershipLevel;

  @Field(() => DateTimeScalar)
  readonly since!: DateTimeSource;

  @Field(() => MembershipCause, { nullable: true })
  readonly unlockedBy?: Resolved;

  @Field(() => [Stage])
  readonly stages?: Resolved;

  @Field(() => [Benefit])
  readonly benefits?: Resolved;

  @Field(() => Boolean)
  readonly hasBenefit?: Resolved;

  @Field(() => [MembershipChange])
  readonly history?: Resolved;
}

/** Binds the contract's `MembershipChange`. */
@ObjectType({ simpleResolvers: true })
export class MembershipChange {
  @Field(() => MembershipLevel)
  readonly from?: Resolved;

  @Field(() => MembershipLevel)
  readonly to?: Resolved;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => MembershipCause)
  readonly cause?: Resolved;
}
