import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { memberIdOf } from '../../application/person.ts';
import { queuePage } from '../../database/review-queue.ts';
import { fromPageCursor, pageSize, toConnection, toPageCursor } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toQueueFilter } from '../to-queue-filter.ts';
import type { GraphQLContext } from '../context.ts';
import { ReviewQueueFilter } from '../types/review-queue-filter.ts';
import type { CountedInQueue } from '../resolvers/connection-resolver.ts';
import { VerificationConnection } from '../types/verification-connection.ts';

// The database knows no year 0.
const dueAt = z.iso.datetime().regex(/^(?!0000)/);
const queuePlace = z.tuple([dueAt, z.guid()]).transform(([dueAt, id]) => ({ dueAt: new Date(dueAt), id }));

/** `Query.reviewQueue`. */
@Resolver()
export class ReviewQueueQuery {
  @Query(() => VerificationConnection)
  async reviewQueue(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('filter', () => ReviewQueueFilter, { nullable: true }) filter: ReviewQueueFilter | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<VerificationConnection & CountedInQueue> {
    const { deps } = context;
    const size = pageSize(first);
    const view = { reviewerId: memberIdOf(signedIn(context)), now: deps.now() };
    const kept = toQueueFilter(filter, deps);
    const place = fromPageCursor(after, queuePlace);
    const read = await queuePage(deps.database.session(), kept, view, size + 1, place);
    return {
      ...toConnection(read, size, place !== null, ({ dueAt, id }) => toPageCursor(dueAt?.toISOString() ?? '', id)),
      inQueue: { filter: kept, view },
    };
  }
}
