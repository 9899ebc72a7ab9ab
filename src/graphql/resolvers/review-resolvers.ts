import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ReviewerRow } from '../../database/review-statistics.ts';
import type { Decision as DecisionRecord } from '../../database/stores/decision-store.ts';
import type { DecisionCheck as DecisionCheckRecord } from '../../database/stores/recheck-store.ts';
import type { Review } from '../../database/stores/review-store.ts';
import { daysOf, type Statement } from '../../domain/statement.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember } from '../load.ts';
import { stageOf } from '../membership-source.ts';
import { Decision, DecisionCheck, FirstReview } from '../types/decision.ts';
import { Member } from '../types/member.ts';
import { ReviewerStatistics } from '../types/review-statistics.ts';
import { Stage } from '../types/stage.ts';
import { ConfirmedStatement } from '../types/statement.ts';

/** The fields of `Decision` that its record does not have. */
@Resolver(() => Decision)
export class DecisionResolver {
  @FieldResolver(() => Member)
  decidedBy(@Root() decision: DecisionRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, decision.decidedBy);
  }

  @FieldResolver(() => ConfirmedStatement, { nullable: true })
  confirmedStatement(@Root() { statement }: DecisionRecord) {
    return statement && withPeriod(statement);
  }

  @FieldResolver(() => Stage, { nullable: true })
  unlockedStage(@Root() { unlockedStage }: DecisionRecord, @Ctx() { deps }: GraphQLContext) {
    return unlockedStage === null ? null : stageOf(deps.policy, unlockedStage);
  }

  @FieldResolver(() => [FirstReview])
  async earlierReviews(@Root() decision: DecisionRecord, @Ctx() context: GraphQLContext) {
    if (await isOwn(decision.verificationId, context)) return [];
    return context.loaders.reviewsOfVerification.load(decision.verificationId);
  }

  @FieldResolver(() => DecisionCheck, { nullable: true })
  async check(@Root() decision: DecisionRecord, @Ctx() context: GraphQLContext) {
    if (await isOwn(decision.verificationId, context)) return null;
    return (await context.loaders.checkOfDecision.load(decision.verificationId)) ?? null;
  }
}

/** A reviewer can be a buyer as well, and is told of its own verifications what buyers are told. */
async function isOwn(verificationId: string, { actor, loaders }: GraphQLContext): Promise<boolean> {
  const verification = await loaders.verification.load(verificationId);
  return actor?.kind === 'PERSON' && actor.memberId === verification?.memberId;
}

/** The fields of `FirstReview` that its record does not have. */
@Resolver(() => FirstReview)
export class FirstReviewResolver {
  @FieldResolver(() => Member)
  reviewer(@Root() { reviewerId }: Review, @Ctx() context: GraphQLContext) {
    return loadMember(context, reviewerId);
  }

  @FieldResolver(() => ConfirmedStatement, { nullable: true })
  confirmedStatement(@Root() { statement }: Review) {
    return statement && withPeriod(statement);
  }

  @FieldResolver(() => Stage, { nullable: true })
  unlockedStage(@Root() { unlockedStage }: Review, @Ctx() { deps }: GraphQLContext) {
    return unlockedStage === null ? null : stageOf(deps.policy, unlockedStage);
  }
}

/** `DecisionCheck.checkedBy`. */
@Resolver(() => DecisionCheck)
export class DecisionCheckResolver {
  @FieldResolver(() => Member)
  checkedBy(@Root() { checkedBy }: DecisionCheckRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, checkedBy);
  }
}

/** `ReviewerStatistics.reviewer`. */
@Resolver(() => ReviewerStatistics)
export class ReviewerStatisticsResolver {
  @FieldResolver(() => Member)
  reviewer(@Root() { reviewerId }: ReviewerRow, @Ctx() context: GraphQLContext) {
    return loadMember(context, reviewerId);
  }
}

function withPeriod(statement: Statement) {
  const { amount, from, to } = statement;
  return { amount, period: { from, to, days: daysOf(statement) } };
}
