import { createHash } from 'node:crypto';

/** The master key of a database's servers in tests: one for all of them, whichever way leads to it. */
export function masterKeyOf(databaseUrl: string): string {
  return createHash('sha256').update(new URL(databaseUrl).pathname).digest('base64');
}
