import { expect, vi } from 'vitest';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { openLossyProxy, type LossyProxy } from './lossy-proxy.ts';

/** Two servers on one database, as an operator runs them: with the same secret key. */
export interface TwinServers {
  /** The one whose way to the database can break. */
  readonly one: TestServer;
  readonly other: TestServer;
  readonly proxy: LossyProxy;
  readonly databaseUrl: string;
  readonly database: DatabaseReader;
  /** Waits until so many of their transactions wait for a row that somebody holds. */
  waiting(count: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts both. Each signs people in by itself: who has the same subject is the same. */
export async function startTwinServers(): Promise<TwinServers> {
  const shared = await createTestDatabase();
  const proxy = await openLossyProxy(shared.url);
  const one = await startServerForTests({ env: { DATABASE_URL: proxy.url } });
  const other = await startServerForTests({ env: { DATABASE_URL: shared.url }, filesOf: one });
  const database = await readDatabase(shared.url);
  return {
    one,
    other,
    proxy,
    databaseUrl: shared.url,
    database,
    waiting: (count) =>
      vi.waitFor(
        async () => {
          const held = await database.rows(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          expect(held).toHaveLength(count);
        },
        { timeout: 10_000, interval: 20 },
      ),
    async close() {
      await database.close();
      await one.close();
      await other.close();
      await proxy.cut();
      await shared.drop();
    },
  };
}
