import { CursorInvalidError, CursorTooOldError, followEvents, type Following } from '../application/follow-events.ts';
import { memberIdOf } from '../application/person.ts';
import type { LoggedEvent } from '../database/event-log.ts';
import type { EventType } from '../domain/event.ts';
import { cursorTooOld, foreignCursor } from './coded-errors.ts';
import type { GraphQLContext } from './context.ts';
import { signedIn } from './signed-in.ts';

/** Follows one kind of a member's own events. Throws the coded error for a cursor that is none of ours, or that is too old. */
export async function followOwn(context: GraphQLContext, type: EventType, after: string | null | undefined) {
  const memberId = memberIdOf(signedIn(context));
  return follow(context, { topic: `member:${memberId}`, filter: { types: [type], memberId }, after: after ?? null });
}

/** Follows what happens in the review queue, from now on. */
export async function followQueue(context: GraphQLContext) {
  return follow(context, { topic: 'queue', filter: { types: ['REVIEW_QUEUE_CHANGED'] }, after: null });
}

async function follow({ deps, follower }: GraphQLContext, following: Following): Promise<AsyncIterable<LoggedEvent>> {
  try {
    return await followEvents(deps, follower, following);
  } catch (error) {
    if (error instanceof CursorInvalidError) throw foreignCursor();
    if (error instanceof CursorTooOldError) throw cursorTooOld(error.message, error.earliest);
    throw error;
  }
}
