import { hasRole, type Actor } from '../domain/actor.ts';

/** Thrown when a use case is reached by whom the permissions should have kept out. */
export class WrongActorError extends Error {
  override readonly name = 'WrongActorError';
}

/** The member behind a person's request. Throws WrongActorError for a service, which has none. */
export function memberIdOf(actor: Actor): string {
  if (actor.kind !== 'PERSON') throw new WrongActorError('a service is no member');
  return actor.memberId;
}

/** The role in which staff acts: the highest that it has. Throws WrongActorError for anybody else. */
export function staffRoleOf(actor: Actor): 'SUPERVISOR' | 'REVIEWER' {
  if (hasRole(actor, 'SUPERVISOR')) return 'SUPERVISOR';
  if (hasRole(actor, 'REVIEWER')) return 'REVIEWER';
  throw new WrongActorError('only staff acts here');
}
