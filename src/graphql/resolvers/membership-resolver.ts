import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type {
  Membership as MembershipRecord,
  MembershipChange as MembershipChangeRecord,
} from '../../domain/membership.ts';
import type { GraphQLContext } from '../context.ts';
import { loadVerification } from '../load.ts';
import { levelOf, stageOf, toCause } from '../membership-source.ts';
import { MembershipCause, UnlockedBySpend, UnlockedByVerification } from '../types/membership-cause.ts';
import { Membership, MembershipChange } from '../types/membership.ts';
import { Benefit, MembershipLevel, Stage } from '../types/stage.ts';
import { Verification } from '../types/verification.ts';

/** The fields of `Membership` that its source does not have. */
@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => MembershipCause, { nullable: true })
  unlockedBy(@Root() { changes, level }: MembershipRecord) {
    const [last] = changes;
    return last && level.rank > 0 ? toCause(last.cause) : null;
  }

  @FieldResolver(() => [Benefit])
  benefits(@Root() { level }: MembershipRecord) {
    return level.benefits;
  }

  @FieldResolver(() => Boolean)
  hasBenefit(@Root() { level }: MembershipRecord, @Arg('key', () => String) key: string) {
    return level.benefits.some((benefit) => benefit.key === key);
  }

  @FieldResolver(() => [MembershipChange])
  history(@Root() { changes }: MembershipRecord) {
    return changes;
  }
}

/** The fields of `MembershipChange` that its record does not have. */
@Resolver(() => MembershipChange)
export class MembershipChangeResolver {
  @FieldResolver(() => MembershipLevel)
  from(@Root() change: MembershipChangeRecord, @Ctx() { deps }: GraphQLContext) {
    return levelOf(deps.policy, change.from);
  }

  @FieldResolver(() => MembershipLevel)
  to(@Root() change: MembershipChangeRecord, @Ctx() { deps }: GraphQLContext) {
    return levelOf(deps.policy, change.to);
  }

  @FieldResolver(() => MembershipCause)
  cause(@Root() change: MembershipChangeRecord) {
    return toCause(change.cause);
  }
}

/** `UnlockedByVerification.verification`. */
@Resolver(() => UnlockedByVerification)
export class UnlockedByVerificationResolver {
  @FieldResolver(() => Verification)
  verification(@Root() cause: { readonly verificationId: string }, @Ctx() context: GraphQLContext) {
    return loadVerification(context, cause.verificationId);
  }
}

/** `UnlockedBySpend.stage`. */
@Resolver(() => UnlockedBySpend)
export class UnlockedBySpendResolver {
  @FieldResolver(() => Stage)
  stage(@Root() cause: { readonly stageCode: string }, @Ctx() { deps }: GraphQLContext) {
    return stageOf(deps.policy, cause.stageCode);
  }
}

/** `Stage.level`: the level of a member whose highest stage it is has the same code and name. */
@Resolver(() => Stage)
export class StageResolver {
  @FieldResolver(() => MembershipLevel)
  level(@Root() { code, name, rank }: { readonly code: string; readonly name: string; readonly rank: number }) {
    return { code, name, rank };
  }
}
