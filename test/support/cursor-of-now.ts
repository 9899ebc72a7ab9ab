import { toCursor } from '../../src/database/log-position.ts';
import type { DatabaseReader } from './database-reader.ts';

/**
 * A cursor after all that has happened. Who follows from it hears what comes next, however long the server takes to set
 * the subscription up; without one, nobody can tell from when on a subscription hears.
 */
export async function cursorOfNow(database: DatabaseReader): Promise<string> {
  const [row] = await database.rows('select pg_snapshot_xmin(pg_current_snapshot())::text as xid');
  return toCursor({ epoch: 1, xid: BigInt(String(row?.['xid'])), id: 0n });
}
