import type { Role } from '../../src/domain/actor.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { History } from '../history/history.ts';
import { createRandom } from '../random.ts';
import { TortureError } from '../torture-error.ts';
import { createClient, type Client, type Servers } from './client.ts';

/** Somebody with a client, signed in. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** The id of its member; empty for a service, which is none. */
  readonly member: string;
  readonly token: string;
  readonly client: Client;
}

/** How people reach the servers. */
export interface PeopleOptions {
  readonly cluster: Cluster;
  readonly servers: Servers;
  readonly history: History;
  readonly seed: number;
  readonly patience: number;
  readonly keysAreKnown: boolean;
  /** Ends all asking. */
  readonly signal: AbortSignal;
}

/** Signs somebody in. A person becomes a member by its first request. Throws TortureError when no server answers. */
export async function signIn(options: PeopleOptions, name: string, role: Role): Promise<Person> {
  const { cluster, seed, ...shared } = options;
  const email = `${name}@torture-people.example`;
  const token = await cluster.token({ name, email, role });
  const random = createRandom(seed).fork(`client of ${name}`);
  const client = createClient({ ...shared, name, token, random });
  if (role === 'SERVICE') return { name, email, member: '', token, client };
  const page = await client.readOwnPage('');
  if (page === undefined) throw new TortureError(`No server answered ${name}.`);
  if (role === 'BUYER') shared.history.add({ entry: 'MEMBER', name, id: page.id, email });
  return { name, email, member: page.id, token, client };
}
