import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LoggedEvent } from '../../database/event-log.ts';
import { toCursor } from '../../database/log-position.ts';
import type { GraphQLContext } from '../context.ts';
import { QueueChange } from '../enums.ts';
import { loadMember, loadVerification } from '../load.ts';
import { membershipOf } from '../membership-source.ts';
import { CursorScalar } from '../scalars.ts';
import { MembershipChanged, ReviewQueueChanged, VerificationReviewed } from '../types/events.ts';
import { Membership, MembershipChange } from '../types/membership.ts';
import { Verification } from '../types/verification.ts';

/** The fields of `VerificationReviewed` that the log's event does not have. */
@Resolver(() => VerificationReviewed)
export class VerificationReviewedResolver {
  @FieldResolver(() => CursorScalar)
  cursor(@Root() { position }: LoggedEvent) {
    return toCursor(position);
  }

  @FieldResolver(() => Verification)
  verification(@Root() { verificationId }: LoggedEvent, @Ctx() context: GraphQLContext) {
    return loadVerification(context, verificationId ?? '');
  }
}

/** The fields of `MembershipChanged` that the log's event does not have. */
@Resolver(() => MembershipChanged)
export class MembershipChangedResolver {
  @FieldResolver(() => CursorScalar)
  cursor(@Root() { position }: LoggedEvent) {
    return toCursor(position);
  }

  @FieldResolver(() => MembershipChange)
  async change(@Root() { membershipChangeId }: LoggedEvent, @Ctx() { loaders }: GraphQLContext) {
    const change = await loaders.membershipChange.load(membershipChangeId ?? '');
    if (change === undefined) throw new Error('a change that an event refers to is missing');
    return change;
  }

  @FieldResolver(() => Membership)
  async membership(@Root() { memberId }: LoggedEvent, @Ctx() context: GraphQLContext) {
    return membershipOf(context, await loadMember(context, memberId));
  }
}

/** The fields of `ReviewQueueChanged` that the log's event does not have. */
@Resolver(() => ReviewQueueChanged)
export class ReviewQueueChangedResolver {
  @FieldResolver(() => QueueChange)
  change(@Root() { queueChange }: LoggedEvent) {
    return queueChange;
  }

  @FieldResolver(() => Verification)
  verification(@Root() { verificationId }: LoggedEvent, @Ctx() context: GraphQLContext) {
    return loadVerification(context, verificationId ?? '');
  }
}
