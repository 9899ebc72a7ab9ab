import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';

/** Makes a database with nothing in it, which is gone when the test ends. Returns its URL. */
export async function makeEmptyDatabase(): Promise<string> {
  const url = new URL(inject('clusterUrl'));
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await query(url.href, `create database ${name}`);
  onTestFinished(async () => void (await query(inject('clusterUrl'), `drop database ${name} with (force)`)));
  url.pathname = `/${name}`;
  return url.href;
}

/** The rows of one statement, on a connection of its own. */
export async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
