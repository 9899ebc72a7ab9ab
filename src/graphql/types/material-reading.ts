import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Fact, FactMark, ReadingState } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Money } from './money.ts';
import type { Resolved } from './resolved.ts';
import { StatementPeriod } from './statement-period.ts';

/** Binds the contract's `MaterialReading`. */
@ObjectType({ simpleResolvers: true })
export class MaterialReading {
  @Field(() => ReadingState)
  readonly state!: ReadingState;

  @Field(() => [FactFinding])
  readonly facts!: readonly FactFinding[];

  @Field(() => DateTimeScalar, { nullable: true })
  readonly readAt!: DateTimeSource | null;
}

/** Binds the contract's `FactFinding`. */
@ObjectType({ simpleResolvers: true })
export class FactFinding {
  @Field(() => Fact)
  readonly fact!: Fact;

  @Field(() => FactMark)
  readonly mark!: FactMark;

  @Field(() => String)
  readonly message?: Resolved;

  @Field(() => String, { nullable: true })
  readonly claimed!: string | null;

  @Field(() => [FoundWords])
  readonly words!: readonly FoundWords[];

  @Field(() => Money, { nullable: true })
  readonly amount?: Money;

  @Field(() => StatementPeriod, { nullable: true })
  readonly period?: StatementPeriod;

  @Field(() => Int, { nullable: true })
  readonly count?: number;
}

/** Binds the contract's `FoundWords`. */
@ObjectType({ simpleResolvers: true })
export class FoundWords {
  @Field(() => String)
  readonly text!: string;

  @Field(() => Int)
  readonly page!: number;

  @Field(() => Float)
  readonly left!: number;

  @Field(() => Float)
  readonly top!: number;

  @Field(() => Float)
  readonly width!: number;

  @Field(() => Float)
  readonly height!: number;
}
