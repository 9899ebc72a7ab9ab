import type { Session } from '../database/database.ts';
import { findMembers } from '../database/stores/member-store.ts';
import {
  findWebhookEndpoint,
  lockWebhookEndpoint,
  webhookEndpoints,
  type EndpointPage,
} from '../database/stores/webhook-endpoint-store.ts';
import { hasRole, type Actor } from '../domain/actor.ts';
import type { WebhookEndpoint } from '../domain/webhook.ts';

/** An endpoint, and whether the actor has it as its owner or as an operator, who has all. */
export interface OwnEndpoint {
  readonly endpoint: WebhookEndpoint;
  readonly role: 'SERVICE' | 'OPERATOR';
}

/** Whose endpoints an actor's are: the `sub` of its token, also when its other roles make it a member. */
export async function endpointOwnerOf(session: Session, actor: Actor): Promise<string> {
  if (actor.kind === 'SERVICE') return actor.subject;
  const [member] = await findMembers(session, [actor.memberId]);
  if (member === undefined) throw new Error('a member that is signed in is missing');
  return member.subject;
}

/** Holds an endpoint of a service's own. Undefined when there is none, or when it is another's. */
export async function lockOwnEndpoint(
  session: Session,
  actor: Actor,
  id: string,
): Promise<WebhookEndpoint | undefined> {
  const own = await lockEndpoint(session, actor, id);
  return own?.role === 'SERVICE' ? own.endpoint : undefined;
}

/** Holds an endpoint for its owner or for an operator. Undefined when there is none, or when it is not the actor's. */
export async function lockEndpoint(session: Session, actor: Actor, id: string): Promise<OwnEndpoint | undefined> {
  return ifOwn(session, actor, await lockWebhookEndpoint(session, id));
}

/** An endpoint as its owner or an operator may see it. Undefined when there is none, or when it is not the actor's. */
export async function readEndpoint(session: Session, actor: Actor, id: string): Promise<WebhookEndpoint | undefined> {
  return (await ifOwn(session, actor, await findWebhookEndpoint(session, id)))?.endpoint;
}

/** A page of a service's own endpoints, or of all for an operator; the oldest first. */
export async function readEndpoints(
  session: Session,
  actor: Actor,
  page: EndpointPage,
): Promise<readonly WebhookEndpoint[]> {
  return webhookEndpoints(session, hasRole(actor, 'OPERATOR') ? null : await endpointOwnerOf(session, actor), page);
}

async function ifOwn(
  session: Session,
  actor: Actor,
  endpoint: WebhookEndpoint | undefined,
): Promise<OwnEndpoint | undefined> {
  if (endpoint === undefined) return undefined;
  const isOwner = hasRole(actor, 'SERVICE') && endpoint.owner === (await endpointOwnerOf(session, actor));
  if (isOwner) return { endpoint, role: 'SERVICE' };
  return hasRole(actor, 'OPERATOR') ? { endpoint, role: 'OPERATOR' } : undefined;
}
