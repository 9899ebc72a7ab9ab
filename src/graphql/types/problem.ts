import { Field, InterfaceType } from 'type-graphql';

/** Binds the contract's interface `Problem`; `__typename` says which type a source is. */
@InterfaceType()
export abstract class Problem {
  abstract readonly __typename: string;

  @Field(() => String)
  readonly message!: string;
}
