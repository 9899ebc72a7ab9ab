import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Member } from './member.ts';
import { Money } from './money.ts';
import type { Resolved } from './resolved.ts';

/** Binds the contract's `Order`. */
@ObjectType({ simpleResolvers: true })
export class Order {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Member)
  readonly member?: Resolved;

  @Field(() => Money)
  readonly amount?: Resolved;

  @Field(() => Money)
  readonly refunded?: Resolved;

  @Field(() => DateTimeScalar)
  readonly recordedAt!: DateTimeSource;
}
