import { Arg, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { LoggedEvent } from '../../database/event-log.ts';
import type { GraphQLContext } from '../context.ts';
import { followOwn } from '../follow.ts';
import { CursorScalar } from '../scalars.ts';
import { VerificationReviewed } from '../types/events.ts';

/** `Subscription.verificationReviewed`. */
@Resolver()
export class VerificationReviewedSubscription {
  @Subscription(() => VerificationReviewed, {
    subscribe: ({
      args,
      context,
    }: SubscribeResolverData<unknown, { readonly after?: string | null }, GraphQLContext>) =>
      followOwn(context, 'VERIFICATION_REVIEWED', args.after),
  })
  verificationReviewed(
    @Root() event: LoggedEvent,
    @Arg('after', () => CursorScalar, { nullable: true }) _after: string | null | undefined,
  ): LoggedEvent {
    return event;
  }
}
