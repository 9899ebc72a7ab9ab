import { Client } from 'pg';
import { vi } from 'vitest';

/** What the server, which runs in this process, sends to the database meanwhile; without what the followers, the jobs and the server's heartbeat do by themselves. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls
      .map(([statement]: readonly unknown[]) => textOf(statement))
      .filter((text) => !/graphile_worker|pg_snapshot_xmin|^listen|^update server/i.test(text));
  } finally {
    query.mockRestore();
  }
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const isQuery = typeof statement === 'object' && statement !== null && 'text' in statement;
  return isQuery && typeof statement.text === 'string' ? statement.text : String(statement);
}

/** A statement without how many values it takes. */
export function shape(statement: string): string {
  return statement.replaceAll(/\$\d+(, \$\d+)*/g, '$n');
}
