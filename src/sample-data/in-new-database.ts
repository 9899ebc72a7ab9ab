import { sql } from 'kysely';
import { sqlOf, type Database, type Session } from '../database/database.ts';

/**
 * Runs the work in one transaction if there is no member yet; returns whether it did. Whoever comes meanwhile waits and
 * then finds members. What the work calls a transaction of its own is a part of the one, so that it is all or nothing.
 */
export async function inNewDatabase(database: Database, work: (database: Database) => Promise<void>): Promise<boolean> {
  return database.transaction(async (session) => {
    const tables = sqlOf(session);
    await sql`select pg_advisory_xact_lock(hashtextextended('bonafide sample data', 0))`.execute(tables);
    const member = await tables.selectFrom('member').select('id').limit(1).executeTakeFirst();
    if (member !== undefined) return false;
    await work(withinTransaction(database, session));
    return true;
  });
}

function withinTransaction(database: Database, outer: Session): Database {
  const session = () => outer.fork({ keepTransactionContext: true });
  return { ...database, session, transaction: (work) => session().transactional(work) };
}
