import { Client } from 'pg';

/** A connection of a test's own to a server's database, beside the server. */
export interface DatabaseReader {
  /** The rows that a statement gives. Throws what the database refuses. */
  rows(statement: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** How many rows of a table have this value. */
  count(table: string, column: string, value: string): Promise<number>;
  close(): Promise<void>;
}

/** Connects to a server's database. */
export async function readDatabase(url: string): Promise<DatabaseReader> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const rows: DatabaseReader['rows'] = async (statement, values = []) =>
    (await client.query<Record<string, unknown>>(statement, [...values])).rows;
  return {
    rows,
    async count(table, column, value) {
      const [row] = await rows(`select count(*)::int as count from ${table} where ${column} = $1`, [value]);
      return Number(row?.['count']);
    },
    close: () => client.end(),
  };
}
