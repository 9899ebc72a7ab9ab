import { Field, Int, ObjectType } from 'type-graphql';
import { Method } from '../enums.ts';

/** Binds the contract's `Chances`. */
@ObjectType({ simpleResolvers: true })
export class Chances {
  @Field(() => Method)
  readonly method!: Method;

  @Field(() => Int)
  readonly limit!: number;

  @Field(() => Int)
  readonly used!: number;

  @Field(() => Int)
  readonly left!: number;
}
