import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CalendarDay } from '../../domain/working-days.ts';
import { IdentityType, Method } from '../enums.ts';
import { DateScalar } from '../scalars.ts';
import { Member } from './member.ts';
import type { Resolved } from './resolved.ts';
import { Stage } from './stage.ts';

/** Verifications that wait, by when they are promised. */
@ObjectType({ simpleResolvers: true })
abstract class Waiting {
  @Field(() => Int)
  readonly open!: number;

  @Field(() => Int)
  readonly dueToday!: number;

  @Field(() => Int)
  readonly overdue!: number;
}

/** Binds the contract's `StageCount`. */
@ObjectType({ simpleResolvers: true })
export class StageCount extends Waiting {
  @Field(() => Stage)
  readonly stage!: Stage;
}

/** Binds the contract's `MethodCount`. */
@ObjectType({ simpleResolvers: true })
export class MethodCount extends Waiting {
  @Field(() => Method)
  readonly method!: Method;
}

/** Binds the contract's `IdentityTypeCount`. */
@ObjectType({ simpleResolvers: true })
export class IdentityTypeCount extends Waiting {
  @Field(() => IdentityType)
  readonly identityType!: IdentityType;
}

/** What waits, in all and by what it is. */
@ObjectType({ simpleResolvers: true })
abstract class Workload extends Waiting {
  @Field(() => [StageCount])
  readonly byStage!: readonly StageCount[];

  @Field(() => [MethodCount])
  readonly byMethod!: readonly MethodCount[];

  @Field(() => [IdentityTypeCount])
  readonly byIdentityType!: readonly IdentityTypeCount[];
}

/** Binds the contract's `QueueCounts`. */
@ObjectType({ simpleResolvers: true })
export class QueueCounts extends Workload {
  @Field(() => DateScalar)
  readonly today!: CalendarDay;

  @Field(() => Int)
  readonly mine!: number;

  @Field(() => Int)
  readonly awaitingSecondReview!: number;

  @Field(() => Int)
  readonly disputed!: number;
}

/** Binds the contract's `AgeBucket`. */
@ObjectType({ simpleResolvers: true })
export class AgeBucket {
  @Field(() => Int)
  readonly fromDays!: number;

  @Field(() => Int, { nullable: true })
  readonly toDays!: number | null;

  @Field(() => Int)
  readonly open!: number;
}

/** Binds the contract's `ReviewerStatistics`. */
@ObjectType({ simpleResolvers: true })
export class ReviewerStatistics {
  @Field(() => Member)
  readonly reviewer?: Resolved;

  @Field(() => Int)
  readonly decisions!: number;

  @Field(() => Int)
  readonly approved!: number;

  @Field(() => Int)
  readonly rejected!: number;

  @Field(() => Float, { nullable: true })
  readonly medianMinutes!: number | null;

  @Field(() => Int)
  readonly agreements!: number;

  @Field(() => Int)
  readonly disagreements!: number;
}

/** Binds the contract's `DayStatistics`. */
@ObjectType({ simpleResolvers: true })
export class DayStatistics {
  @Field(() => DateScalar)
  readonly day!: CalendarDay;

  @Field(() => Int)
  readonly submitted!: number;

  @Field(() => Int)
  readonly decided!: number;
}

/** Binds the contract's `ReviewStatistics`. */
@ObjectType({ simpleResolvers: true })
export class ReviewStatistics extends Workload {
  @Field(() => DateScalar)
  readonly from!: CalendarDay;

  @Field(() => DateScalar)
  readonly to!: CalendarDay;

  @Field(() => [AgeBucket])
  readonly ages!: readonly AgeBucket[];

  @Field(() => [ReviewerStatistics])
  readonly perReviewer!: readonly ReviewerStatistics[];

  @Field(() => [DayStatistics])
  readonly perDay!: readonly DayStatistics[];
}
