import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { CLUSTER_ROLE } from './create-cluster.ts';
import { isPostmasterOf, type Postmaster } from './find-postmaster.ts';

/**
 * Connects to a PostgreSQL that may still be starting, recovering or going down, and waits for it until the deadline
 * (milliseconds since 1970). Answers undefined when it goes away meanwhile; throws at the deadline, and at once when
 * it refuses the password.
 */
export async function connectToCluster(
  cluster: string,
  { pid, port }: Postmaster,
  password: string,
  deadline: number,
): Promise<Client | undefined> {
  while (await isPostmasterOf(cluster, pid)) {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: CLUSTER_ROLE,
      password,
      database: 'postgres',
      ssl: false,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: 'bonafide owner',
    });
    // A connection that breaks between two statements would otherwise end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (isRefusedPassword(cause)) {
        throw new Error(`The database in ${cluster} refuses the password from postgres-password.`, { cause });
      }
      if (Date.now() > deadline) throw new Error(`The database in ${cluster} does not answer.`, { cause });
    }
    await delay(20);
  }
  return undefined;
}

function isRefusedPassword(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '28P01' || error.code === '28000');
}
