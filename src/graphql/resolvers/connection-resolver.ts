import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import {
  countVerificationsOfMember,
  queueLength,
  type QueueFilter,
  type QueueView,
} from '../../database/review-queue.ts';
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

/** `VerificationConnection.totalCount`: counted only when it is asked for. */
@Resolver(() => VerificationConnection)
export class VerificationConnectionResolver {
  @FieldResolver(() => Int)
  totalCount(@Root() page: CountedInQueue | CountedOfMember, @Ctx() { deps }: GraphQLContext) {
    const session = deps.database.session();
    return 'inQueue' in page
      ? queueLength(session, page.inQueue.filter, page.inQueue.view)
      : countVerificationsOfMember(session, page.ofMember);
  }
}
