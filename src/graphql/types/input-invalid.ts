import { Field, ObjectType } from 'type-graphql';
import { Problem } from './problem.ts';

/** Binds the contract's `InputInvalid`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class InputInvalid extends Problem {
  declare readonly __typename: 'InputInvalid';

  @Field(() => [InputIssue])
  readonly issues!: readonly InputIssue[];
}

/** Binds the contract's `InputIssue`. */
@ObjectType({ simpleResolvers: true })
export class InputIssue {
  @Field(() => String)
  readonly path!: string;

  @Field(() => String)
  readonly message!: string;
}
