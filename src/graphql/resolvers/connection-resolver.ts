import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { countDecisionsToCheck } from '../../database/decisions-to-check.ts';
import { queueLength, type QueueFilter, type QueueView } from '../../database/review-queue.ts';
import type { GraphQLContext } from '../context.ts';
import { VerificationConnection } from '../types/verification-connection.ts';

/** A page of the review queue knows what to count. */
export interface CountedInQueue {
  readonly inQueue: { readonly filter: QueueFilter; readonly view: QueueView };
}

/** A page of a member's verifications knows whose to count. */
export interface CountedOfMember {
  readonly ofMember: string;
}

/** A page of decisions to be checked knows for whom to count. */
export interface CountedToCheck {
  readonly toCheckBy: string;
}

/** `VerificationConnection.totalCount`: counted only when it is asked for. */
@Resolver(() => VerificationConnection)
export class VerificationConnectionResolver {
  @FieldResolver(() => Int)
  async totalCount(
    @Root() page: CountedInQueue | CountedOfMember | CountedToCheck,
    @Ctx() { deps, loaders }: GraphQLContext,
  ) {
    if ('ofMember' in page) return (await loaders.verificationsCounted.load(page.ofMember)) ?? 0;
    if ('toCheckBy' in page) return countDecisionsToCheck(deps.database.session(), page.toCheckBy);
    return queueLength(deps.database.session(), page.inQueue.filter, page.inQueue.view);
  }
}
