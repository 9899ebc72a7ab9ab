import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `EmailVerification`. */
@ObjectType({ implements: Verification, simpleResolvers: true })
export class EmailVerification extends Verification {
  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly codeExpiresAt?: Resolved;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly confirmedAt?: Resolved;
}
