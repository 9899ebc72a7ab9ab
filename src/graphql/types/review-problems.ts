import { Field, ObjectType } from 'type-graphql';
import { DecisionCheck, FirstReview } from './decision.ts';
import { Problem } from './problem.ts';
import { StatementRequirement } from './statement.ts';

/** Binds the contract's `ConfirmedStatementRequired`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class ConfirmedStatementRequired extends Problem {
  declare readonly __typename: 'ConfirmedStatementRequired';

  @Field(() => StatementRequirement)
  readonly requirement!: StatementRequirement;
}

/** Binds the contract's `SecondReviewerRequired`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class SecondReviewerRequired extends Problem {
  declare readonly __typename: 'SecondReviewerRequired';

  @Field(() => FirstReview)
  readonly firstReview!: FirstReview;
}

/** Binds the contract's `SupervisorRequired`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class SupervisorRequired extends Problem {
  declare readonly __typename: 'SupervisorRequired';

  @Field(() => FirstReview)
  readonly firstReview!: FirstReview;

  @Field(() => FirstReview)
  readonly dissentingReview!: FirstReview;
}

/** Binds the contract's `DecisionNotDrawn`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class DecisionNotDrawn extends Problem {
  declare readonly __typename: 'DecisionNotDrawn';
}

/** Binds the contract's `DecisionAlreadyChecked`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class DecisionAlreadyChecked extends Problem {
  declare readonly __typename: 'DecisionAlreadyChecked';

  @Field(() => DecisionCheck)
  readonly check!: DecisionCheck;
}

/** Binds the contract's `OwnDecision`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class OwnDecision extends Problem {
  declare readonly __typename: 'OwnDecision';
}
