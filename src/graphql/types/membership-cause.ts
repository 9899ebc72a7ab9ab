import { Field, ID, ObjectType, createUnionType } from 'type-graphql';
import type { Resolved } from './resolved.ts';
import { Stage } from './stage.ts';
import { Verification } from './verification.ts';

/** Binds the contract's union `MembershipCause`. */
export const MembershipCause = createUnionType({
  name: 'MembershipCause',
  types: () => [UnlockedByVerification, UnlockedBySpend, RevokedBySupervisor] as const,
});

/** Binds the contract's `UnlockedByVerification`. */
@ObjectType({ simpleResolvers: true })
export class UnlockedByVerification {
  declare readonly __typename: 'UnlockedByVerification';

  @Field(() => Verification)
  readonly verification?: Resolved;
}

/** Binds the contract's `UnlockedBySpend`. */
@ObjectType({ simpleResolvers: true })
export class UnlockedBySpend {
  declare readonly __typename: 'UnlockedBySpend';

  @Field(() => Stage)
  readonly stage?: Resolved;

  @Field(() => ID)
  readonly order!: string;
}

/** Binds the contract's `RevokedBySupervisor`. */
@ObjectType({ simpleResolvers: true })
export class RevokedBySupervisor {
  declare readonly __typename: 'RevokedBySupervisor';

  @Field(() => String)
  readonly reason!: string;
}
