import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './global-setup.ts';

/** A database that nobody else uses. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a migrated, empty database in the run's cluster. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(clusterUrl, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  // PostgreSQL waits up to 5 s for connections that are just being closed; cut off, they would fail whoever closes them.
  const drop = () =>
    run(clusterUrl, `drop database if exists ${name}`).catch(() =>
      run(clusterUrl, `drop database if exists ${name} with (force)`),
    );
  return { url: url.href, drop };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
