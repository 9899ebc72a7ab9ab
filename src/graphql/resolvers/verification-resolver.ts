import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Decision as DecisionRecord } from '../../database/stores/decision-store.ts';
import {
  isOverdue,
  liveClaim,
  type Claim as ClaimRecord,
  type Verification as VerificationRecord,
} from '../../domain/verification.ts';
import type { ExpectedResult as ExpectedResultRecord } from '../../domain/expected-result.ts';
import { workingDaysUntil } from '../../domain/working-days.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember } from '../load.ts';
import { stageOf } from '../membership-source.ts';
import { toIdentity } from '../to-identity.ts';
import { Decision, FirstReview } from '../types/decision.ts';
import { Identity } from '../types/identity.ts';
import { Member } from '../types/member.ts';
import { Stage } from '../types/stage.ts';
import { Claim, ExpectedResult, Verification } from '../types/verification.ts';

/** The fields that all verifications have and their record does not. */
@Resolver(() => Verification)
export class VerificationResolver {
  @FieldResolver(() => Member)
  member(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, verification.memberId);
  }

  @FieldResolver(() => Stage)
  stage(@Root() verification: VerificationRecord, @Ctx() { deps }: GraphQLContext) {
    return stageOf(deps.policy, verification.stage);
  }

  @FieldResolver(() => Identity, { nullable: true })
  async identity(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    const { identity } = verification.identity ? verification : await loadMember(context, verification.memberId);
    return identity && toIdentity(identity);
  }

  @FieldResolver(() => Boolean)
  overdue(@Root() verification: VerificationRecord, @Ctx() { deps }: GraphQLContext) {
    return isOverdue(verification, deps.now());
  }

  @FieldResolver(() => Claim, { nullable: true })
  claim(@Root() verification: VerificationRecord, @Ctx() { deps }: GraphQLContext) {
    return liveClaim(verification, deps.now());
  }

  @FieldResolver(() => Decision, { nullable: true })
  async decision(@Root() verification: VerificationRecord, @Ctx() { loaders, actor }: GraphQLContext) {
    if (verification.status !== 'APPROVED' && verification.status !== 'REJECTED') return null;
    const decision = (await loaders.decision.load(verification.id)) ?? null;
    return decision !== null && isOwn(verification, actor) ? withoutNotes(decision) : decision;
  }

  @FieldResolver(() => FirstReview, { nullable: true })
  async firstReview(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    return (await openReviews(verification, context))[0] ?? null;
  }

  @FieldResolver(() => FirstReview, { nullable: true })
  async dissentingReview(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    return (await openReviews(verification, context))[1] ?? null;
  }
}

/** What was reviewed while somebody else is awaited, as far as whoever asks may know. */
async function openReviews(verification: VerificationRecord, { loaders, actor }: GraphQLContext) {
  if (verification.status !== 'SUBMITTED' || isOwn(verification, actor)) return [];
  return loaders.reviewsOfVerification.load(verification.id);
}

/** A reviewer can be a buyer as well. */
function isOwn({ memberId }: VerificationRecord, actor: GraphQLContext['actor']): boolean {
  return actor?.kind === 'PERSON' && actor.memberId === memberId;
}

/** A decision as its buyer may know it. */
function withoutNotes(decision: DecisionRecord): DecisionRecord {
  return { ...decision, note: null, reasons: decision.reasons.map((reason) => ({ ...reason, note: null })) };
}

/** `Claim.reviewer`. */
@Resolver(() => Claim)
export class ClaimResolver {
  @FieldResolver(() => Member)
  reviewer(@Root() claim: ClaimRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, claim.reviewerId);
  }
}

/** `ExpectedResult.workingDaysLeft`. */
@Resolver(() => ExpectedResult)
export class ExpectedResultResolver {
  @FieldResolver(() => Int)
  workingDaysLeft(@Root() { latest }: ExpectedResultRecord, @Ctx() { deps }: GraphQLContext) {
    return workingDaysUntil(deps.calendar.today(deps.now()), latest, deps.calendar);
  }
}
