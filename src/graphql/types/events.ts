import { createUnionType, Field, InterfaceType, ObjectType } from 'type-graphql';
import { QueueChange } from '../enums.ts';
import { CursorScalar, DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Material } from './material.ts';
import { Membership, MembershipChange } from './membership.ts';
import { Problem } from './problem.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's interface `MemberEvent`. */
@InterfaceType()
export abstract class MemberEvent {
  @Field(() => CursorScalar)
  readonly cursor!: string;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;
}

/** Binds the contract's `VerificationReviewed`. */
@ObjectType({ implements: MemberEvent, simpleResolvers: true })
export class VerificationReviewed extends MemberEvent {
  @Field(() => Verification)
  readonly verification?: Resolved;
}

/** Binds the contract's `MembershipChanged`. */
@ObjectType({ implements: MemberEvent, simpleResolvers: true })
export class MembershipChanged extends MemberEvent {
  @Field(() => MembershipChange)
  readonly change!: MembershipChange;

  @Field(() => Membership)
  readonly membership?: Resolved;
}

/** Binds the contract's `MaterialInspected`. */
@ObjectType({ simpleResolvers: true })
export class MaterialInspected {
  @Field(() => CursorScalar)
  readonly cursor!: string;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => Material, { nullable: true })
  readonly material?: Resolved;
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

/** Binds the contract's `MemberEventsSuccess`. */
@ObjectType({ simpleResolvers: true })
export class MemberEventsSuccess {
  declare readonly __typename: 'MemberEventsSuccess';

  @Field(() => [MemberEvent])
  readonly events!: Resolved;

  @Field(() => CursorScalar)
  readonly cursor!: string;

  @Field(() => Boolean)
  readonly hasMore!: boolean;
}

/** Binds the contract's `CursorTooOld`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class CursorTooOld extends Problem {
  declare readonly __typename: 'CursorTooOld';

  @Field(() => CursorScalar)
  readonly earliest!: string;
}

/** Binds the contract's union `MemberEventsResult`. */
export const MemberEventsResult = createUnionType({
  name: 'MemberEventsResult',
  types: () => [MemberEventsSuccess, CursorTooOld] as const,
});
