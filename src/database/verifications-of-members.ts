import { sql } from 'kysely';
import type { Verification } from '../domain/verification.ts';
import { sqlOf, type Session } from './database.ts';
import { toVerification, verificationColumns } from './stores/verification-store.ts';

/** The newest verifications of each of these members, newest first, up to `first` of each. One statement. */
export async function newestVerificationsOf(
  session: Session,
  memberIds: readonly string[],
  first: number,
): Promise<Verification[]> {
  const newest = sqlOf(session)
    .selectFrom('verification')
    .select('id')
    .select(sql<number>`row_number() over (partition by member_id order by id desc)`.as('nth'))
    .where('memberId', 'in', [...memberIds])
    .as('newest');
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .innerJoin(newest, 'newest.id', 'verification.id')
    .select(verificationColumns)
    .where('newest.nth', '<=', first)
    .orderBy('verification.id', 'desc')
    .execute();
  return rows.map((row) => toVerification(session, row));
}

/** A page of one member's verifications, newest first, from before an id; up to `first`. */
export async function verificationsBefore(
  session: Session,
  memberId: string,
  first: number,
  before: string,
): Promise<Verification[]> {
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .select(verificationColumns)
    .where('memberId', '=', memberId)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(first)
    .execute();
  return rows.map((row) => toVerification(session, row));
}

/** How many verifications each of these members has. */
export async function countVerificationsOf(
  session: Session,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .select('memberId')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('memberId', 'in', [...memberIds])
    .groupBy('memberId')
    .execute();
  return new Map(rows.map((row) => [row.memberId, Number(row.count)]));
}
