import { Field, Int, ObjectType } from 'type-graphql';
import type { CalendarDay } from '../../domain/working-days.ts';
import { DateScalar } from '../scalars.ts';

/** Binds the contract's `StatementPeriod`. */
@ObjectType({ simpleResolvers: true })
export class StatementPeriod {
  @Field(() => DateScalar)
  readonly from!: CalendarDay;

  @Field(() => DateScalar)
  readonly to!: CalendarDay;

  @Field(() => Int)
  readonly days!: number;
}
