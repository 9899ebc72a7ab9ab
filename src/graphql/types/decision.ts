import { Field, ObjectType } from 'type-graphql';
import { MaterialKind, Method, Outcome, ReasonCode, Remedy } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Material } from './material.ts';
import { Member } from './member.ts';
import type { Resolved } from './resolved.ts';
import { Stage } from './stage.ts';
import { ConfirmedStatement } from './statement.ts';

/** Binds the contract's `Decision`. */
@ObjectType({ simpleResolvers: true })
export class Decision {
  @Field(() => Outcome)
  readonly outcome!: Outcome;

  @Field(() => [DecisionReason])
  readonly reasons!: readonly DecisionReason[];

  @Field(() => DateTimeScalar)
  readonly decidedAt!: DateTimeSource;

  @Field(() => Member)
  readonly decidedBy?: Resolved;

  @Field(() => String, { nullable: true })
  readonly note!: string | null;

  @Field(() => ConfirmedStatement, { nullable: true })
  readonly confirmedStatement?: Resolved;

  @Field(() => Stage, { nullable: true })
  readonly unlockedStage?: Resolved;

  @Field(() => [FirstReview])
  readonly earlierReviews?: Resolved;

  @Field(() => DecisionCheck, { nullable: true })
  readonly check?: Resolved;
}

/** Binds the contract's `FirstReview`. */
@ObjectType({ simpleResolvers: true })
export class FirstReview {
  @Field(() => Outcome)
  readonly outcome!: Outcome;

  @Field(() => [DecisionReason])
  readonly reasons!: readonly DecisionReason[];

  @Field(() => Member)
  readonly reviewer?: Resolved;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => String, { nullable: true })
  readonly note!: string | null;

  @Field(() => ConfirmedStatement, { nullable: true })
  readonly confirmedStatement?: Resolved;

  @Field(() => Stage, { nullable: true })
  readonly unlockedStage?: Resolved;
}

/** Binds the contract's `DecisionCheck`. */
@ObjectType({ simpleResolvers: true })
export class DecisionCheck {
  @Field(() => Boolean)
  readonly agrees!: boolean;

  @Field(() => Member)
  readonly checkedBy?: Resolved;

  @Field(() => DateTimeScalar)
  readonly checkedAt!: DateTimeSource;

  @Field(() => String, { nullable: true })
  readonly note!: string | null;
}

/** Binds the contract's `DecisionReason`. */
@ObjectType({ simpleResolvers: true })
export class DecisionReason {
  @Field(() => ReasonCode)
  readonly code!: ReasonCode;

  @Field(() => String)
  readonly message?: Resolved;

  @Field(() => Remedy)
  readonly remedy?: Resolved;

  @Field(() => String)
  readonly remedyMessage?: Resolved;

  @Field(() => Material, { nullable: true })
  readonly material?: Resolved;

  @Field(() => String, { nullable: true })
  readonly note!: string | null;
}

/** Binds the contract's `RejectionReasonRule`. */
@ObjectType({ simpleResolvers: true })
export class RejectionReasonRule {
  @Field(() => ReasonCode)
  readonly code!: ReasonCode;

  @Field(() => String)
  readonly message!: string;

  @Field(() => Remedy)
  readonly remedy!: Remedy;

  @Field(() => String)
  readonly remedyMessage!: string;

  @Field(() => [Method])
  readonly methods!: readonly Method[];

  @Field(() => [MaterialKind])
  readonly kinds!: readonly MaterialKind[];
}
