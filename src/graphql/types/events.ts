import { Field, ObjectType } from 'type-graphql';
import { QueueChange } from '../enums.ts';
import { CursorScalar, DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Membership, MembershipChange } from './membership.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `VerificationReviewed`. */
@ObjectType({ simpleResolvers: true })
export class VerificationReviewed {
  @Field(() => CursorScalar)
  readonly cursor!: string;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => Verification)
  readonly verification?: Resolved;
}

/** Binds the contract's `MembershipChanged`. */
@ObjectType({ simpleResolvers: true })
export class MembershipChanged {
  @Field(() => CursorScalar)
  readonly cursor!: string;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => MembershipChange)
  readonly change!: MembershipChange;

  @Field(() => Membership)
  readonly membership?: Resolved;
}

/** Binds the contract's `ReviewQueueChanged`. */
@ObjectType({ simpleResolvers: true })
export class ReviewQueueChanged {
  @Field(() => QueueChange)
  readonly change!: QueueChange;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => Verification)
  readonly verification?: Resolved;
}
