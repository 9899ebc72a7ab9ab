import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { v7 as newId } from 'uuid';
import type { WebhookEndpoint } from '../../domain/webhook.ts';
import { sqlOf, type Session } from '../database.ts';
import type { Tables } from '../entities/all-entities.ts';

/** Everything but the sealed secrets, which are read on their own. */
const columns = [
  'id',
  'owner',
  'url',
  'eventTypes',
  'ordered',
  'contactEmail',
  'createdAt',
  'failingSince',
  'disabledAt',
  'disabledCause',
  'previousSecretUntil',
] as const;

type Table = Tables['webhook_endpoint'];
type Row = Pick<Selectable<Table>, (typeof columns)[number]>;

/** What can change of an endpoint. Whatever is not named stays. */
export type WebhookEndpointChange = Omit<Updateable<Table>, 'id' | 'owner' | 'createdAt'>;

/** An endpoint's secrets as they are kept. */
export interface SealedWebhookSecrets {
  readonly current: Uint8Array;
  readonly previous: { readonly sealed: Uint8Array; readonly until: Date } | null;
}

function toEndpoint(row: Row): WebhookEndpoint {
  const { disabledAt: at, disabledCause: cause } = row;
  return {
    id: row.id,
    owner: row.owner,
    url: row.url,
    eventTypes: row.eventTypes,
    ordered: row.ordered,
    contactEmail: row.contactEmail,
    createdAt: row.createdAt,
    failingSince: row.failingSince ?? null,
    disabled: at && cause ? { at, cause } : null,
    previousSecretUntil: row.previousSecretUntil ?? null,
  };
}

/** How many endpoints, from after an id. */
export interface EndpointPage {
  readonly first: number;
  readonly after: string | undefined;
}

/** A page of the endpoints of an owner, or of all, the oldest first. */
export async function webhookEndpoints(
  session: Session,
  owner: string | null,
  { first, after }: EndpointPage,
): Promise<WebhookEndpoint[]> {
  let query = sqlOf(session).selectFrom('webhook_endpoint').select(columns).orderBy('id').limit(first);
  if (after !== undefined) query = query.where('id', '>', after);
  if (owner !== null) query = query.where('owner', '=', owner);
  return (await query.execute()).map(toEndpoint);
}

/** The endpoint of an id; undefined when there is none. */
export async function findWebhookEndpoint(session: Session, id: string): Promise<WebhookEndpoint | undefined> {
  const row = await sqlOf(session)
    .selectFrom('webhook_endpoint')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/**
 * Holds the endpoint for the rest of the transaction, so that what is sent to it, what came of it and what its owner
 * changes happen one after the other. Events that are just being written don't wait. Undefined when there is none.
 */
export async function lockWebhookEndpoint(session: Session, id: string): Promise<WebhookEndpoint | undefined> {
  const row = await sqlOf(session)
    .selectFrom('webhook_endpoint')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** An endpoint's secrets. Throws when there is no such endpoint. */
export async function sealedWebhookSecrets(session: Session, id: string): Promise<SealedWebhookSecrets> {
  const row = await sqlOf(session)
    .selectFrom('webhook_endpoint')
    .select(['secretSealed', 'previousSecretSealed', 'previousSecretUntil'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { secretSealed: current, previousSecretSealed: sealed, previousSecretUntil: until } = row;
  return { current, previous: sealed && until ? { sealed, until } : null };
}

/** A fresh id, made before its row, since the secret is sealed for it. */
export function newWebhookEndpointId(): string {
  return newId();
}

/** Keeps a new endpoint, unless its owner has `most` already: then undefined. */
export async function insertWebhookEndpoint(
  session: Session,
  endpoint: Insertable<Table>,
  most: number,
): Promise<WebhookEndpoint | undefined> {
  // Two registrations of one owner at once must not both see one place left.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook endpoints of ${endpoint.owner}`}, 0))`.execute(
    sqlOf(session),
  );
  const { count } = await sqlOf(session)
    .selectFrom('webhook_endpoint')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('owner', '=', endpoint.owner)
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) return undefined;
  const row = await sqlOf(session)
    .insertInto('webhook_endpoint')
    .values(endpoint)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toEndpoint(row);
}

/** Changes an endpoint that the transaction holds, and gives it as it is then. */
export async function changeWebhookEndpoint(
  session: Session,
  id: string,
  change: WebhookEndpointChange,
): Promise<WebhookEndpoint> {
  const row = await sqlOf(session)
    .updateTable('webhook_endpoint')
    .set(change)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toEndpoint(row);
}

/** Removes an endpoint with its deliveries. */
export async function deleteWebhookEndpoint(session: Session, id: string): Promise<void> {
  await sqlOf(session).deleteFrom('webhook_endpoint').where('id', '=', id).execute();
}
