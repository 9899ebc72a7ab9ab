import type { Deps } from '../application/deps.ts';
import type { EventFollower } from '../database/event-follower.ts';
import type { Actor } from '../domain/actor.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What every resolver is given. */
export interface GraphQLContext {
  /** Whoever is signed in; null when nobody is: then only introspection answers. */
  readonly actor: Actor | null;
  readonly deps: Deps;
  readonly follower: EventFollower;
  /** What this request reads, joined; anew for each mutation in it. */
  loaders: Loaders;
  /** The header `Idempotency-Key` as it came; undefined without one. */
  readonly idempotencyKey: string | undefined;
}

/** What the context is made from; the same for all requests. */
export type ContextParts = Pick<GraphQLContext, 'deps' | 'follower'>;

/** A fresh context for one request, or for one pushed event. */
export function createContext(parts: ContextParts, actor: Actor | null, idempotencyKey?: string): GraphQLContext {
  return { ...parts, actor, idempotencyKey, loaders: createLoaders(parts.deps.database.session()) };
}
