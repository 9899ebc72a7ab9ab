import { signInMember } from '../database/stores/member-store.ts';
import type { Actor, TokenIdentity } from '../domain/actor.ts';
import type { Deps } from './deps.ts';

/** Who makes a request. A person becomes a member at its first one; a bearer whose only role is SERVICE stays a program. */
export async function signIn(deps: Pick<Deps, 'database' | 'now'>, token: TokenIdentity): Promise<Actor> {
  const { subject, roles, email, name } = token;
  if (roles.has('SERVICE') && roles.size === 1) return { kind: 'SERVICE', subject, roles };
  const member = await signInMember(deps.database.session(), { subject, email, name }, deps.now());
  return { kind: 'PERSON', memberId: member.id, roles };
}
