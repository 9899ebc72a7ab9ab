import { Field, InputType } from 'type-graphql';

/** What the contract's input of every mutation has; a test fails when one lacks it. */
@InputType()
export abstract class KeyedInput {
  @Field(() => String, { nullable: true })
  readonly idempotencyKey?: string | null;
}
