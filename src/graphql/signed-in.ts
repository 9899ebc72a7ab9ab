import type { Actor } from '../domain/actor.ts';
import { unauthenticated } from './coded-errors.ts';
import type { GraphQLContext } from './context.ts';

/** Whoever is signed in. The permissions have let it through; throws the coded error if nobody is. */
export function signedIn(context: GraphQLContext): Actor {
  if (context.actor === null) throw unauthenticated();
  return context.actor;
}
