import { sql } from 'kysely';
import type { Method } from '../../domain/method.ts';
import { sqlOf, type Session } from '../database.ts';

/** How many chances of each method the members have spent. */
export async function chancesUsed(
  session: Session,
  memberIds: readonly string[],
): Promise<Map<string, Readonly<Record<Method, number>>>> {
  const rows = await sqlOf(session)
    .selectFrom('chance')
    .selectAll()
    .where('memberId', 'in', [...memberIds])
    .execute();
  return new Map(
    memberIds.map((memberId) => {
      const used = { MATERIALS: 0, TAX_NUMBER: 0, EMAIL: 0 };
      for (const row of rows) if (row.memberId === memberId) used[row.method] = row.used;
      return [memberId, used];
    }),
  );
}

/**
 * Spends one chance by one atomic statement: whatever requests do at once, never more than `limit` succeed. Returns how
 * many are used now, or undefined when none was left. Where a guess is checked afterwards, run it in a transaction of
 * its own, so that no later failure gives the chance back.
 */
export async function spendChance(
  session: Session,
  memberId: string,
  method: Method,
  limit: number,
): Promise<number | undefined> {
  if (limit < 1) return undefined;
  const row = await sqlOf(session)
    .insertInto('chance')
    .values({ memberId, method, used: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['memberId', 'method'])
        .doUpdateSet({ used: sql<number>`chance.used + 1` })
        .where('chance.used', '<', limit),
    )
    .returning('used')
    .executeTakeFirst();
  return row?.used;
}

/** Gives all chances of a method back. */
export async function resetChances(session: Session, memberId: string, method: Method): Promise<void> {
  await sqlOf(session)
    .updateTable('chance')
    .set({ used: 0 })
    .where('memberId', '=', memberId)
    .where('method', '=', method)
    .execute();
}
