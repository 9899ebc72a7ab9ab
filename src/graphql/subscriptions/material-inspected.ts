import { Arg, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { LoggedEvent } from '../../database/event-log.ts';
import type { GraphQLContext } from '../context.ts';
import { followOwn } from '../follow.ts';
import { CursorScalar } from '../scalars.ts';
import { MaterialInspected } from '../types/events.ts';

/** `Subscription.materialInspected`. */
@Resolver()
export class MaterialInspectedSubscription {
  @Subscription(() => MaterialInspected, {
    subscribe: ({
      args,
      context,
    }: SubscribeResolverData<unknown, { readonly after?: string | null }, GraphQLContext>) =>
      followOwn(context, 'MATERIAL_INSPECTED', args.after),
  })
  materialInspected(
    @Root() event: LoggedEvent,
    @Arg('after', () => CursorScalar, { nullable: true }) _after: string | null | undefined,
  ): LoggedEvent {
    return event;
  }
}
