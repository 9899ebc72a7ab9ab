import { Field, Int, ObjectType } from 'type-graphql';
import { Method } from '../enums.ts';
import { Money } from './money.ts';
import type { Resolved } from './resolved.ts';
import { StatementRequirement } from './statement.ts';

/** Binds the contract's `Stage`. */
@ObjectType({ simpleResolvers: true })
export class Stage {
  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Int)
  readonly rank!: number;

  @Field(() => MembershipLevel)
  readonly level?: Resolved;

  @Field(() => [Benefit])
  readonly benefits!: readonly Benefit[];

  @Field(() => [Method])
  readonly methods!: readonly Method[];

  @Field(() => Money, { nullable: true })
  readonly spendRequired!: Money | null;

  @Field(() => StatementRequirement, { nullable: true })
  readonly statementRequired!: StatementRequirement | null;

  @Field(() => Boolean)
  readonly secondReview!: boolean;
}

/** Binds the contract's `MembershipLevel`. */
@ObjectType({ simpleResolvers: true })
export class MembershipLevel {
  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Int)
  readonly rank!: number;
}

/** Binds the contract's `Benefit`. */
@ObjectType({ simpleResolvers: true })
export class Benefit {
  @Field(() => String)
  readonly key!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly description!: string;
}
