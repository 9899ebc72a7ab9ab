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

/** The verifications of a member whose tax number was kept before there were hashes, with the number's country. */
export async function unhashedTaxNumbers(session: Session, memberId: string) {
  const { rows } = await sql<{ id: string; country: string }>`
    select id, tax_country as country from verification
    where member_id = ${memberId} and tax_number_hash is null and tax_country is not null
      and num_nonnulls(tax_number_sealed, tax_sealed) > 0
  `.execute(sqlOf(session));
  return rows;
}

/** Keeps the hash of a verification's tax number. */
export async function keepTaxNumberHash(session: Session, verificationId: string, hash: string): Promise<void> {
  await sql`update verification set tax_number_hash = ${hash} where id = ${verificationId}`.execute(sqlOf(session));
}
