import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { CalendarDay } from '../../domain/working-days.ts';
import { DateScalar, MinorUnitsScalar } from '../scalars.ts';
import { Money } from './money.ts';
import { StatementPeriod } from './statement-period.ts';

/** Binds the contract's `StatementRequirement`. */
@ObjectType({ simpleResolvers: true })
export class StatementRequirement {
  @Field(() => Money)
  readonly amount!: Money;

  @Field(() => Int)
  readonly months!: number;
}

/** Binds the contract's `ConfirmedStatement`. */
@ObjectType({ simpleResolvers: true })
export class ConfirmedStatement {
  @Field(() => Money)
  readonly amount!: Money;

  @Field(() => StatementPeriod)
  readonly period!: StatementPeriod;
}

/** Binds the contract's `ConfirmedStatementInput`. */
@InputType()
export class ConfirmedStatementInput {
  @Field(() => MinorUnitsScalar)
  readonly amount!: number;

  @Field(() => String)
  readonly currency!: string;

  @Field(() => DateScalar)
  readonly from!: CalendarDay;

  @Field(() => DateScalar)
  readonly to!: CalendarDay;
}
