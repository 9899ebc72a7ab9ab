import { Field, ID, Int, ObjectType } from 'type-graphql';
import { JobTask } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { PageInfo } from './page-info.ts';

/** Binds the contract's `JobQueueState`. */
@ObjectType({ simpleResolvers: true })
export class JobQueueState {
  @Field(() => Int)
  readonly waiting!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly oldestWaitingSince!: DateTimeSource | null;

  @Field(() => Int)
  readonly scheduled!: number;

  @Field(() => Int)
  readonly running!: number;

  @Field(() => Int)
  readonly retrying!: number;

  @Field(() => Int)
  readonly failed!: number;
}

/** Binds the contract's `FailedJob`. */
@ObjectType({ simpleResolvers: true })
export class FailedJob {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => JobTask)
  readonly task!: JobTask;

  @Field(() => String, { nullable: true })
  readonly about!: string | null;

  @Field(() => Int)
  readonly attempts!: number;

  @Field(() => String, { nullable: true })
  readonly lastError!: string | null;

  @Field(() => DateTimeScalar)
  readonly createdAt!: DateTimeSource;

  @Field(() => DateTimeScalar)
  readonly failedAt!: DateTimeSource;
}

/** Binds the contract's `FailedJobConnection`. */
@ObjectType({ simpleResolvers: true })
export class FailedJobConnection {
  @Field(() => [FailedJobEdge])
  readonly edges!: readonly FailedJobEdge[];

  @Field(() => [FailedJob])
  readonly nodes!: readonly FailedJob[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

/** Binds the contract's `FailedJobEdge`. */
@ObjectType({ simpleResolvers: true })
export class FailedJobEdge {
  @Field(() => FailedJob)
  readonly node!: FailedJob;

  @Field(() => String)
  readonly cursor!: string;
}
