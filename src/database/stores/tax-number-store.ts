import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';

/** That another member handed in the tax number of a verification. */
export interface TaxNumberReuse {
  readonly verificationId: string;
  /** The other member's verification. */
  readonly otherId: string;
  readonly memberId: string;
}

/** Most that are shown of one verification. */
const MOST_SHOWN = 20;

/** Other members' verifications with the tax numbers of these, the newest first, at most twenty of each. One statement. */
export async function taxNumberReuses(session: Session, verificationIds: readonly string[]): Promise<TaxNumberReuse[]> {
  const { rows } = await sql<{ id: string; other: string; member: string }>`
    select mine.id, theirs.* from verification mine, lateral (
      select other.id as other, other.member_id as member from verification other
      where other.tax_number_hash = mine.tax_number_hash and other.member_id <> mine.member_id
      order by other.id desc limit ${MOST_SHOWN}
    ) theirs where mine.id = any(${[...verificationIds]}::uuid[])
  `.execute(sqlOf(session));
  return rows.map(({ id, other, member }) => ({ verificationId: id, otherId: other, memberId: member }));
}
