import { Field, InputType, ObjectType } from 'type-graphql';
import { MinorUnitsScalar, type MinorUnitsSource } from '../scalars.ts';

/** Binds the contract's `Money`. */
@ObjectType({ simpleResolvers: true })
export class Money {
  @Field(() => MinorUnitsScalar)
  readonly amount!: MinorUnitsSource;

  @Field(() => String)
  readonly currency!: string;
}

/** Binds the contract's `MoneyInput`. */
@InputType()
export class MoneyInput {
  @Field(() => MinorUnitsScalar)
  readonly amount!: number;

  @Field(() => String)
  readonly currency!: string;
}
