import { Arg, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { LoggedEvent } from '../../database/event-log.ts';
import type { GraphQLContext } from '../context.ts';
import { followOwn } from '../follow.ts';
import { CursorScalar } from '../scalars.ts';
import { MembershipChanged } from '../types/events.ts';

/** `Subscription.membershipChanged`. */
@Resolver()
export class MembershipChangedSubscription {
  @Subscription(() => MembershipChanged, {
    subscribe: ({
      args,
      context,
    }: SubscribeResolverData<unknown, { readonly after?: string | null }, GraphQLContext>) =>
      followOwn(context, 'MEMBERSHIP_CHANGED', args.after),
  })
  membershipChanged(
    @Root() event: LoggedEvent,
    @Arg('after', () => CursorScalar, { nullable: true }) _after: string | null | undefined,
  ): LoggedEvent {
    return event;
  }
}
