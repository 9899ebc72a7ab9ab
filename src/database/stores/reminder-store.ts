import type { ReminderKind } from '../../domain/reminder.ts';
import { sqlOf, type Session } from '../database.ts';

/**
 * Takes an occasion to remind of, in the transaction of the reminder itself. Returns whether it is still to be done: of all
 * who try, whenever they do, one is told so.
 */
export async function takeOccasion(session: Session, kind: ReminderKind, occasion: string, at: Date): Promise<boolean> {
  const row = await sqlOf(session)
    .insertInto('reminder')
    .values({ kind, occasion, at })
    .onConflict((conflict) => conflict.columns(['kind', 'occasion']).doNothing())
    .returning('kind')
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets occasions from before then, at most `most`; returns how many. */
export async function forgetOccasions(session: Session, before: Date, most: number): Promise<number> {
  const tables = sqlOf(session);
  const old = tables.selectFrom('reminder').select(['kind', 'occasion']).where('at', '<', before).limit(most);
  const { numDeletedRows } = await tables
    .deleteFrom('reminder')
    .where((eb) => eb(eb.refTuple('kind', 'occasion'), 'in', old.$asTuple('kind', 'occasion')))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
