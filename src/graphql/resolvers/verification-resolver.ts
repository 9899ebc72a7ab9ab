import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  isOverdue,
  liveClaim,
  type Claim as ClaimRecord,
  type Verification as VerificationRecord,
} from '../../domain/verification.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember } from '../load.ts';
import { stageOf } from '../membership-source.ts';
import { toIdentity } from '../to-identity.ts';
import { Decision } from '../types/decision.ts';
import { Identity } from '../types/identity.ts';
import { Member } from '../types/member.ts';
import { Stage } from '../types/stage.ts';
import { Claim, Verification } from '../types/verification.ts';

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
  async decision(@Root() verification: VerificationRecord, @Ctx() { loaders }: GraphQLContext) {
    const isDecided = verification.status === 'APPROVED' || verification.status === 'REJECTED';
    return isDecided ? ((await loaders.decision.load(verification.id)) ?? null) : null;
  }
}

/** `Claim.reviewer`. */
@Resolver(() => Claim)
export class ClaimResolver {
  @FieldResolver(() => Member)
  reviewer(@Root() claim: ClaimRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, claim.reviewerId);
  }
}
