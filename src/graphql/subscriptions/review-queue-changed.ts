import { Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { LoggedEvent } from '../../database/event-log.ts';
import type { GraphQLContext } from '../context.ts';
import { followQueue } from '../follow.ts';
import { ReviewQueueChanged } from '../types/events.ts';

/** `Subscription.reviewQueueChanged`. */
@Resolver()
export class ReviewQueueChangedSubscription {
  @Subscription(() => ReviewQueueChanged, {
    subscribe: ({ context }: SubscribeResolverData<unknown, object, GraphQLContext>) => followQueue(context),
  })
  reviewQueueChanged(@Root() event: LoggedEvent): LoggedEvent {
    return event;
  }
}
